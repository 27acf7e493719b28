"""What every engine must make sure of, whoever does the cryptography: the form, the document, the signer, the time."""

import hashlib
from collections.abc import Callable
from datetime import UTC, timedelta
from importlib.metadata import version
from typing import Any

import structlog

from oqu.integrations.signature import certificate as holders
from oqu.integrations.signature.algorithms import Algorithm, UnfitKey, allowed
from oqu.integrations.signature.cms_profile import SignatureParts
from oqu.integrations.signature.port import Expectation, Signer, Verdict
from oqu.integrations.signature.refusals import VALID, Refused

CLOCKS_DIFFER = timedelta(minutes=5)
_STANDS_ON = ("asn1crypto", "cryptography", "gmpy2", "pyhanko-certvalidator")

logger = structlog.get_logger(__name__)


def check_form(parts: SignatureParts, document: bytes) -> Algorithm:
    """:raises Refused: not an allowed algorithm, another certificate meant, another document signed"""
    algorithm = allowed(parts.digest_identifier, parts.signature_identifier)
    try:
        algorithm.check_key(parts.certificate.public_key.dump())
    except UnfitKey:
        raise Refused("signature.algorithm_not_allowed") from None
    if parts.certificate_digest != hashlib.sha256(parts.certificate.dump()).digest():
        raise Refused("signature.certificate_mismatch")
    if parts.content not in {None, document} or parts.message_digest != algorithm.digest(document):
        raise Refused("signature.other_document")
    return algorithm


def check_signer(parts: SignatureParts, signer: Signer, expect: Expectation) -> None:
    """:raises Refused: not a key to sign with, not the expected person or organisation, not now"""
    holders.check_kind(parts.certificate)
    holders.check_holder(signer, expect)
    if abs(parts.signed_at - expect.moment) > CLOCKS_DIFFER:
        raise Refused("signature.wrong_time")


def facts_about(parts: SignatureParts) -> dict[str, Any]:
    """The fields of a verdict that are known as soon as the message was read."""
    return {
        "signer": holders.signer_of(parts.certificate),
        "serial": f"{parts.certificate.serial_number:x}",
        "signed_at": parts.signed_at,
    }


def judged(
    engine: str,
    check: Callable[[bytes, bytes, Expectation, dict[str, Any]], None],
    cms: bytes,
    document: bytes,
    expect: Expectation,
) -> Verdict:
    """
    The verdict of `check`, which raises at the first thing that is wrong and notes what it learns in the facts it
    is given. Never raises: what nobody foresaw is `signature.not_checked`.
    """
    facts: dict[str, Any] = {"evidence": _evidence_of(engine, cms, document, expect), "engine": engine}
    try:
        check(cms, document, expect, facts)
    except Refused as refusal:
        return Verdict(ok=False, code=refusal.code, **facts)
    except Exception as error:
        # Only the kind of error: its text may quote a certificate, and with it a person.
        logger.error("signature_not_checked", error=type(error).__name__)  # noqa: TRY400
        return Verdict(ok=False, code="signature.not_checked", **facts)
    return Verdict(ok=True, code=VALID, **facts)


def _evidence_of(engine: str, cms: bytes, document: bytes, expect: Expectation) -> dict[str, Any]:
    return {
        "verifier": engine,
        "stands_on": {name: version(name) for name in _STANDS_ON},
        "moment": expect.moment.astimezone(UTC).isoformat(),
        "cms_sha256": hashlib.sha256(cms).hexdigest(),
        "document_sha256": hashlib.sha256(document).hexdigest(),
    }
