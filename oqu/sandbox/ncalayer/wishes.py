"""What a page wants signed, whichever of the two modules it speaks to, and how each of them is answered."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

BASICS = "kz.gov.pki.knca.basics"
COMMON_UTILS = "kz.gov.pki.knca.commonUtils"

STORAGES = {
    "PKCS12": "Файл ключа на этом компьютере",
    "JKS": "Хранилище Java",
    "AKKaztokenStore": "Казтокен",
    "AKKZIDCardStore": "Удостоверение личности",
    "AKEToken72KStore": "eToken 72k",
    "AKEToken5110Store": "eToken 5110",
    "AKJaCartaStore": "JaCarta",
    "AKAKEYStore": "aKey",
}
FILE = "PKCS12"
CANCELLED = "action.canceled"

Answer = dict[str, Any]


@dataclass(frozen=True)
class Wish:
    """
    `storages` the person may open; the certificate must have all `purposes` (extended key usages) and, where they
    are named, be of this `iin` and `bin` and of this kind of key ("" for any).

    `wants_key_info` asks who the key's holder is and signs nothing; `was_list` says in which shape to answer.
    """

    module: str
    documents: tuple[bytes, ...] = ()
    storages: tuple[str, ...] = tuple(STORAGES)
    purposes: tuple[str, ...] = ()
    key_type: str = ""
    iin: str = ""
    bin: str = ""
    is_attached: bool = False
    allows_expired: bool = False
    allows_revoked: bool = False
    was_list: bool = False
    wants_key_info: bool = False


def done(wish: Wish, result: Any) -> Answer:
    if wish.module == BASICS:
        return {"status": True, "body": {"result": result}}
    return {"code": "200", "message": "", "responseObject": result}


def signed(wish: Wish, signatures: Sequence[bytes]) -> Answer:
    encoded = [b64encode(each).decode() for each in signatures]
    return done(wish, encoded if wish.was_list else encoded[0])


def cancelled(wish: Wish) -> Answer:
    """A person closed the window: for `basics` a success without a result, for `commonUtils` an error."""
    return {"status": True, "body": {}} if wish.module == BASICS else failed(wish.module, "", CANCELLED)


def failed(module: str, code: str, message: str) -> Answer:
    if module == BASICS:
        return {"status": False, "code": code, "message": message, "details": ""}
    return {"code": "500", "message": message}
