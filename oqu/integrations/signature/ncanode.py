"""
NCANode v3 (a Java service around the national library), with the checks that it leaves to its caller.

Its `valid` alone is worth nothing: it is true for a message without signers, is judged by the present and not by the moment of
signing, and says nothing about whose key it was or which document stands inside. So our own parser reads the message first,
our own checks are made, and every part of the answer must agree with what was read.
"""

from base64 import b64encode
from datetime import datetime
from typing import Any

import httpx
from asn1crypto import x509

from oqu.integrations.http import TIMEOUT_SECONDS, UnreadableAnswer, json_object, new_client
from oqu.integrations.signature.cms_profile import SignatureParts, read
from oqu.integrations.signature.own_checks import (
    check_form,
    check_signer,
    facts_about,
    judged,
)
from oqu.integrations.signature.port import Expectation, Signer, Verdict
from oqu.integrations.signature.refusals import Refused

ENGINE = "ncanode/3"
_MAY_SIGN = {"CEO", "CAN_SIGN"}
_REFUSED = "signature.engine_refused"


class NcaNodeVerifier:
    """One service; the connection is kept and safe to share between threads."""

    def __init__(self, base_url: str, *, timeout: float = TIMEOUT_SECONDS) -> None:
        self._http = new_client(base_url, timeout=timeout)

    def verify(self, cms: bytes, document: bytes, expect: Expectation) -> Verdict:
        """Never raises: a service that fails is `signature.not_checked`."""
        return judged(ENGINE, self._check, cms, document, expect)

    def _check(self, cms: bytes, document: bytes, expect: Expectation, facts: dict[str, Any]) -> None:
        parts = read(cms, room_for_content=len(document))
        facts |= facts_about(parts)
        facts["algorithm"] = check_form(parts, document).name
        check_signer(parts, facts["signer"], expect)
        answer = self._ask("/cms/verify", _question(parts, cms, document))
        facts["evidence"]["answer"] = answer
        leaf = _leaf(answer)
        _check_standing(leaf, parts.certificate, expect.moment)
        _check_agreement(leaf, facts["signer"])
        if answer.get("valid") is not True or leaf.get("valid") is not True:
            raise Refused(_REFUSED)
        if parts.content is not None:
            self._check_inside(cms, document)

    def _check_inside(self, cms: bytes, document: bytes) -> None:
        """What it saw inside is what we saw: two parsers, one document."""
        answer = self._ask("/cms/extract", {"cms": b64encode(cms).decode()})
        if answer.get("data") != b64encode(document).decode():
            raise Refused("signature.other_document")

    def _ask(self, path: str, question: dict[str, Any]) -> dict[str, Any]:
        try:
            response = self._http.post(path, json=question)
            answer = json_object(response)
        except (httpx.HTTPError, UnreadableAnswer) as error:
            raise Refused("signature.not_checked") from error
        status = answer.get("status", response.status_code)
        if 400 in {response.status_code, status}:
            raise Refused(_REFUSED)  # it could not read what we could
        if response.status_code != 200 or status != 200:
            raise Refused("signature.not_checked")
        return answer


def _question(parts: SignatureParts, cms: bytes, document: bytes) -> dict[str, Any]:
    detached = {"data": b64encode(document).decode()} if parts.content is None else {}
    return {"revocationCheck": ["OCSP"], "cms": b64encode(cms).decode()} | detached


def _leaf(answer: dict[str, Any]) -> dict[str, Any]:
    """The only signer's certificate. The service's description calls the list `signers`, its code `certificates`."""
    try:
        [signer] = answer["signers"]
        leaf = (signer.get("certificates") or signer["signers"])[0]
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise Refused(_REFUSED) from error
    if not isinstance(leaf, dict):
        raise Refused(_REFUSED)
    return leaf


def _check_standing(leaf: dict[str, Any], certificate: x509.Certificate, moment: datetime) -> None:
    """The certificate that we read, in force at the moment of signing, and asked about at its authority."""
    try:
        serial = int(leaf["serialNumber"], 16)
        begins, ends = datetime.fromisoformat(leaf["notBefore"]), datetime.fromisoformat(leaf["notAfter"])
        is_revoked = [each["revoked"] for each in leaf["revocations"] or ()]
        is_too_early, is_too_late = moment < begins, moment > ends
    except (KeyError, TypeError, ValueError) as error:
        raise Refused(_REFUSED) from error
    if serial != certificate.serial_number:
        raise Refused("signature.certificate_mismatch")
    if is_too_early:
        raise Refused("signature.not_yet_valid")
    if is_too_late:
        raise Refused("signature.expired")
    if not is_revoked:
        raise Refused("signature.no_revocation_data")
    if is_revoked != [False] * len(is_revoked):
        raise Refused("signature.revoked")


def _check_agreement(leaf: dict[str, Any], signer: Signer) -> None:
    """It read the same names and the same purposes."""
    try:
        names = (leaf["subject"]["iin"], leaf["subject"]["bin"])
        kinds = set(leaf["keyUser"])
    except (KeyError, TypeError) as error:
        raise Refused(_REFUSED) from error
    may_sign = leaf.get("keyUsage") == "SIGN" and "ORGANIZATION" in kinds and kinds & _MAY_SIGN
    if names != (signer.iin, signer.bin) or not may_sign:
        raise Refused("signature.certificate_mismatch")
