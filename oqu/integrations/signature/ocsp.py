"""Answers about one certificate (OCSP): the question, and reading what came back."""

import hashlib
from base64 import b64encode
from datetime import datetime, timedelta
from typing import Any

from asn1crypto import algos, core, ocsp, x509

from oqu.integrations.signature.algorithms import is_signed

MAX_BYTES = 64 * 1024
# The national responder names no end: an answer is relied on for as long as a signing takes.
HOLDS = timedelta(minutes=10)
_RESPONDER = "1.3.6.1.5.5.7.3.9"


def question_about(serial: int, authority: x509.Certificate) -> bytes:
    """DER of the request, without a nonce: answers are shared."""
    request = {"req_cert": _certificate_id(serial, authority)}
    body = ocsp.TBSRequest({"request_list": [ocsp.Request(request)]})
    question: bytes = ocsp.OCSPRequest({"tbs_request": body}).dump()
    return question


class Answer:
    """A genuine answer about one certificate."""

    def __init__(self, der: bytes, serial: int, authority: x509.Certificate) -> None:
        """:raises ValueError: it is no answer, speaks of another certificate, or comes from somebody else"""
        try:
            self._read(der, serial, authority)
        except (TypeError, KeyError, AttributeError, IndexError) as error:
            raise ValueError("not an answer") from error
        self.der = der

    def _read(self, der: bytes, serial: int, authority: x509.Certificate) -> None:
        whole = ocsp.OCSPResponse.load(der, strict=True)
        if whole["response_status"].native != "successful":
            raise ValueError(f"the responder said: {whole['response_status'].native}")
        basic = whole["response_bytes"]["response"].parsed
        [single] = basic["tbs_response_data"]["responses"]
        if single["cert_id"].dump() != _certificate_id(serial, authority).dump():
            raise ValueError("about another certificate")
        self.begins: datetime = single["this_update"].native
        end = single["next_update"].native
        self.ends: datetime = end if isinstance(end, datetime) else self.begins + HOLDS
        self._check_who_answered(basic, authority)
        status = single["cert_status"]
        if status.name not in {"good", "revoked"}:
            raise ValueError("the responder does not know the certificate")
        self._revoked: datetime | None = (
            status.chosen["revocation_time"].native if status.name == "revoked" else None
        )

    def revoked_at(self, certificate: x509.Certificate) -> datetime | None:
        return self._revoked

    def evidence(self) -> dict[str, Any]:
        return {
            "kind": "ocsp",
            "sha256": hashlib.sha256(self.der).hexdigest(),
            "this_update": self.begins.isoformat(),
            "next_update": self.ends.isoformat(),
            "der": b64encode(self.der).decode(),
        }

    def _check_who_answered(self, basic: core.Asn1Value, authority: x509.Certificate) -> None:
        """The authority itself, or who holds its certificate for exactly this."""
        for key in (authority.public_key.dump(), *self._delegated(basic["certs"], authority)):
            if is_signed(
                basic["signature_algorithm"].dump(),
                key,
                basic["signature"].native,
                basic["tbs_response_data"].dump(),
            ):
                return
        raise ValueError("signed by nobody who may answer")

    def _delegated(self, certificates: core.Asn1Value, authority: x509.Certificate) -> list[bytes]:
        if certificates.native is None:
            return []
        return [each.public_key.dump() for each in certificates if self._may_answer(each, authority)]

    def _may_answer(self, responder: x509.Certificate, authority: x509.Certificate) -> bool:
        """`no check` stands in for the question who answers about the one who answers."""
        purposes = responder.extended_key_usage_value
        return (
            responder.issuer.dump() == authority.subject.dump()
            and purposes is not None
            and _RESPONDER in {each.dotted for each in purposes}
            and responder.ocsp_no_check_value is not None
            and responder.not_valid_before <= self.begins <= responder.not_valid_after
            and is_signed(
                responder["signature_algorithm"].dump(),
                authority.public_key.dump(),
                responder["signature_value"].native,
                responder["tbs_certificate"].dump(),
            )
        )


def _certificate_id(serial: int, authority: x509.Certificate) -> ocsp.CertId:
    """By SHA-256, as the national responder does."""
    return ocsp.CertId(
        {
            "hash_algorithm": algos.DigestAlgorithm({"algorithm": "sha256", "parameters": core.Null()}),
            "issuer_name_hash": hashlib.sha256(authority.subject.dump()).digest(),
            "issuer_key_hash": hashlib.sha256(bytes(authority.public_key["public_key"])).digest(),
            "serial_number": serial,
        }
    )
