"""A stored signature, checked again from what was stored with it: the same answer years later, without a network."""

import datetime as dt
from base64 import b64decode
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from asn1crypto import x509
from django.conf import settings

from oqu.integrations.signature.local import LocalVerifier
from oqu.integrations.signature.models import PublishedList
from oqu.integrations.signature.ocsp import Answer
from oqu.integrations.signature.port import Expectation, Verdict
from oqu.integrations.signature.revocation import Source
from oqu.integrations.signature.revocation_lists import RevocationList


def verify_again(cms: bytes, document: bytes, *, iin: str, bin: str, evidence: dict[str, Any]) -> Verdict:
    """At the moment of signing, by the authorities pinned now; whoever spoils the evidence gets a refusal."""
    moment = dt.datetime.fromisoformat(evidence["moment"])
    verifier = LocalVerifier(Path(settings.SIGNATURE_TRUST_ROOTS_DIR), Kept(evidence))
    return verifier.verify(cms, document, Expectation(iin, bin, moment))


class Kept:
    """The revocation lists and answers of one evidence; large lists are found by their hash."""

    def __init__(self, evidence: dict[str, Any]) -> None:
        self._sources = evidence.get("revocation", [])

    def about(self, certificate: x509.Certificate, issuer: x509.Certificate) -> Sequence[Source]:
        lists = [RevocationList(_der(each)) for each in self._sources if each["kind"] == "crl"]
        return [
            *(each for each in lists if each.is_of(issuer)),
            *self._answers(certificate.serial_number, issuer),
        ]

    def want(self, certificate: x509.Certificate, issuer: x509.Certificate) -> None:
        """Nothing more will come."""

    def _answers(self, serial: int, issuer: x509.Certificate) -> list[Answer]:
        found = []
        for each in self._sources:
            if each["kind"] == "ocsp":
                try:
                    found.append(Answer(_der(each), serial, issuer))
                except ValueError:
                    continue  # about another step of the chain
        return found


def _der(source: dict[str, Any]) -> bytes:
    if "der" in source:
        return b64decode(source["der"])
    return bytes(PublishedList.objects.values_list("der", flat=True).get(sha256=source["sha256"]))
