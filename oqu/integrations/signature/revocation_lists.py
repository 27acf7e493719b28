"""Revocation lists (CRL) as the authorities publish them; asked about a serial number without being parsed whole."""

import hashlib
from base64 import b64encode
from datetime import datetime
from functools import cached_property
from typing import Any

from asn1crypto import core, crl, x509

from oqu.integrations.signature.algorithms import is_signed

KEPT_INSIDE = 16 * 1024  # bytes: the evidence holds a larger list by its hash, the bytes are stored once
_OF_A_PART = {"delta_crl_indicator", "issuing_distribution_point"}


class RevocationList:
    """One list, read. Whether it is genuine is asked with `is_of`; what was found out once is remembered."""

    def __init__(self, der: bytes) -> None:
        """:raises ValueError: it is no revocation list, or not a whole one with an end"""
        try:
            self._parsed = crl.CertificateList.load(der, strict=True)
            body = self._parsed["tbs_cert_list"]
            begins, ends = body["this_update"].native, body["next_update"].native
            extensions = list(body["crl_extensions"])
            kinds = {each["extn_id"].native for each in extensions}
            must_be_understood = {each["extn_id"].native for each in extensions if each["critical"].native}
            self.issuer = body["issuer"].dump()
        except (TypeError, KeyError) as error:
            raise ValueError("not a revocation list") from error
        if not isinstance(ends, datetime) or kinds & _OF_A_PART or must_be_understood:
            raise ValueError("not a whole revocation list with an end")
        self.der = der
        self.begins: datetime = begins
        self.ends: datetime = ends
        self._known: dict[bytes, bool] = {}

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.der).hexdigest()

    def is_of(self, authority: x509.Certificate) -> bool:
        """Issued and signed by this very authority."""
        key = authority.public_key.dump()
        if key not in self._known:
            self._known[key] = self.issuer == authority.subject.dump() and self._is_signed_with(key)
        return self._known[key]

    def believe(self, public_key: bytes) -> None:
        """The signature was checked with this key before the list was stored: a large one takes seconds."""
        self._known[public_key] = True

    def revoked_at(self, certificate: x509.Certificate) -> datetime | None:
        """Of a hundred thousand numbers: one that is not among the bytes is not among the entries."""
        if core.Integer(certificate.serial_number).dump() not in self.der:
            return None
        return self._entries.get(certificate.serial_number)

    def evidence(self) -> dict[str, Any]:
        found = {
            "kind": "crl",
            "sha256": self.sha256,
            "this_update": self.begins.isoformat(),
            "next_update": self.ends.isoformat(),
        }
        if len(self.der) <= KEPT_INSIDE:
            found["der"] = b64encode(self.der).decode()
        return found

    @cached_property
    def _entries(self) -> dict[int, datetime]:
        revoked = self._parsed["tbs_cert_list"]["revoked_certificates"]
        return {
            each["user_certificate"].native: each["revocation_date"].native
            for each in (revoked if revoked.native is not None else ())
        }

    def _is_signed_with(self, public_key: bytes) -> bool:
        body = self._parsed["tbs_cert_list"]
        identifier = self._parsed["signature_algorithm"].dump()
        return body["signature"].dump() == identifier and is_signed(
            identifier, public_key, self._parsed["signature"].native, body.dump()
        )
