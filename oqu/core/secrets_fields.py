"""
Personal data at rest: an encrypted text field and a blind index to find it again.

A stolen dump, backup or replica shows neither; the running application sees both.
"""

import base64
import hashlib
import hmac
import os
from functools import lru_cache
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models
from django.db.models.query_utils import DeferredAttribute

_NONCE_BYTES = 12


@lru_cache(maxsize=8)
def _keys(encoded: tuple[str, ...]) -> dict[str, AESGCM]:
    """Key id -> cipher, newest first. The id is derived from the key and stands in each value."""
    ring = {}
    for text in encoded:
        key = base64.b64decode(text)
        ring[hashlib.sha256(key).hexdigest()[:8]] = AESGCM(key)
    return ring


def _ring() -> dict[str, AESGCM]:
    return _keys(tuple(settings.FIELD_ENCRYPTION_KEYS))


def encrypt(plain: str, *, bound_to: str) -> str:
    """Encrypt with the newest key. `bound_to` (table|column|row) must be given again to decrypt."""
    key_id, cipher = next(iter(_ring().items()))
    nonce = os.urandom(_NONCE_BYTES)
    sealed = cipher.encrypt(nonce, plain.encode(), bound_to.encode())
    return f"{key_id}.{base64.b64encode(nonce + sealed).decode()}"


def decrypt(stored: str, *, bound_to: str) -> str:
    """:raises cryptography.exceptions.InvalidTag: the value was changed or moved to another row"""
    key_id, _, body = stored.partition(".")
    raw = base64.b64decode(body)
    return _ring()[key_id].decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], bound_to.encode()).decode()


def blind_index(kind: str, value: str) -> str:
    """64 hex characters that equal values share; only as secret as its key, kept out of the database."""
    key = settings.BLIND_INDEX_KEY.encode()
    return hmac.new(key, f"{kind}|{value}".encode(), hashlib.sha256).hexdigest()


class _Sealed(str):
    """A value as it lies in the database; it is opened when somebody reads the attribute."""

    __slots__ = ()


class _EncryptedAttribute(DeferredAttribute):
    def __get__(self, instance: Any, cls: Any = None) -> Any:
        value = super().__get__(instance, cls)
        if isinstance(value, _Sealed):
            value = decrypt(value, bound_to=self.field.bound_to(instance))  # type: ignore[attr-defined]
            instance.__dict__[self.field.attname] = value
        return value

    def __set__(self, instance: Any, value: Any) -> None:
        # Makes this a data descriptor, so that reading an attribute comes through here at all.
        instance.__dict__[self.field.attname] = value


class EncryptedTextField(models.TextField):
    """
    Text stored as AES-256-GCM ciphertext bound to its table, column and row.

    The model has a `uuid` field that exists before the first save; a ciphertext copied to another
    row does not open. It cannot be filtered by: keep a `blind_index` beside it.
    """

    descriptor_class = _EncryptedAttribute

    def bound_to(self, instance: models.Model) -> str:
        return f"{self.model._meta.db_table}|{self.column}|{instance.uuid}"  # type: ignore[attr-defined]

    def from_db_value(self, value: str | None, *_: object) -> str | None:
        return _Sealed(value) if value else value

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        if isinstance(unread := model_instance.__dict__.get(self.attname), _Sealed):
            return unread
        value = getattr(model_instance, self.attname)
        return _Sealed(encrypt(value, bound_to=self.bound_to(model_instance))) if value else value

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value and not isinstance(value, _Sealed):
            message = f"{self.name} is encrypted row by row: save the instance, do not update() or filter()"
            raise TypeError(message)
        return value
