"""
Signing by QR with eGov Mobile and eGov Business: what the telephone asks the portal, and what it sends back.

The QR text names the address of API 1 (who asks, until when, where the documents are). API 2 gives the documents on
GET and takes the signatures on PUT, in the same JSON with the CMS in the place of the document.
"""

import binascii
import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import translation

from oqu.integrations.signature.cms_profile import MAX_BYTES
from oqu.integrations.signature.refusals import SignatureRefused, sentence

SIGN_METHOD = "CMS_SIGN_ONLY"
VERSION = 1
PDF = "@file/pdf"
LANGUAGES = ("ru", "kk", "en")


@dataclass(frozen=True)
class Names:
    """One name in the three languages of the interface."""

    ru: str
    kk: str
    en: str

    def as_json(self) -> dict[str, str]:
        return {"nameRu": self.ru, "nameKz": self.kk, "nameEn": self.en}


@dataclass(frozen=True)
class DocumentToSign:
    """`meta` is what the telephone shows beside the name: (what, value), no personal data of a child."""

    id: int
    names: Names
    meta: tuple[tuple[str, str], ...]
    content: bytes
    mime: str = PDF


def qr_text(api_1_url: str) -> str:
    return f"mobileSign:{api_1_url}"


def api_1(
    *,
    description: str,
    expires_at: datetime,
    organisation: Names,
    organisation_bin: str,
    documents_url: str,
    token: str,
) -> dict[str, Any]:
    """The answer of API 1; the telephone then asks `documents_url` with `Authorization: Bearer <token>`."""
    return {
        "description": description,
        "expiry_date": expires_at.isoformat(timespec="seconds"),
        "organisation": {**organisation.as_json(), "bin": organisation_bin},
        "document": {"uri": documents_url, "auth_type": "Token", "auth_token": token},
    }


def api_2(documents: Iterable[DocumentToSign]) -> dict[str, Any]:
    """The answer of API 2 to GET."""
    return {
        "signMethod": SIGN_METHOD,
        "version": VERSION,
        "documentsToSign": [
            {
                "id": document.id,
                **document.names.as_json(),
                "meta": [{"name": name, "value": value} for name, value in document.meta],
                "document": {"file": {"mime": document.mime, "data": b64encode(document.content).decode()}},
            }
            for document in documents
        ],
    }


def read_signatures(body: bytes, asked: Sequence[int]) -> list[tuple[int, bytes]]:
    """
    The signatures of a PUT to API 2 as (document id, CMS), in the order they were asked for.

    :raises SignatureRefused: not the documents that were asked for, or not readable
    """
    if len(body) > len(asked) * MAX_BYTES * 2:
        raise SignatureRefused("signature.too_large")
    try:
        answer = json.loads(body)
        if (answer["signMethod"], answer["version"]) != (SIGN_METHOD, VERSION):
            raise SignatureRefused("signature.malformed")
        signed = [
            (entry["id"], _bytes(entry["document"]["file"]["data"])) for entry in answer["documentsToSign"]
        ]
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as error:
        raise SignatureRefused("signature.malformed") from error
    by_id = {number: cms for number, cms in signed if type(number) is int}
    if len(signed) != len(asked) or by_id.keys() != set(asked):
        raise SignatureRefused("signature.other_document")
    return [(number, by_id[number]) for number in asked]


def language_of(accept_language: str) -> str:
    """Newer telephones send `ru`, `kk` or `en`; the others are answered in Russian."""
    first = accept_language.strip().lower()[:2]
    return first if first in LANGUAGES else "ru"


def accepted() -> tuple[int, dict[str, str]]:
    """Status and body for the telephone when the signature is accepted."""
    return 200, {}


def refused(code: str, language: str) -> tuple[int, dict[str, str]]:
    """Status and body for the telephone when the signature is refused."""
    with translation.override(language):
        return 403, {"message": sentence(code)}


def _bytes(data: str) -> bytes:
    """Base64 as telephones write it: with line breaks or without."""
    try:
        return b64decode("".join(data.split()), validate=True)
    except binascii.Error as error:
        raise ValueError("not base64") from error
