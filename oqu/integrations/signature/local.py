"""The portal's own verifier: everything on this machine, no network."""

import hashlib
from base64 import b64encode
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from threading import Lock
from typing import Any

import structlog
from asn1crypto import x509

from oqu.integrations.signature import certificate as holders
from oqu.integrations.signature.algorithms import UnfitKey, allowed
from oqu.integrations.signature.chain import check_chain
from oqu.integrations.signature.cms_profile import SignatureParts, read
from oqu.integrations.signature.port import Expectation, Verdict
from oqu.integrations.signature.refusals import VALID, Refused
from oqu.integrations.signature.revocation import NO_DATA, Nothing, Store, check_not_revoked
from oqu.integrations.signature.trust import Trust, load_trust

ENGINE = "local/2"
CLOCKS_DIFFER = timedelta(minutes=5)
_STANDS_ON = ("asn1crypto", "cryptography", "gmpy2", "pyhanko-certvalidator")

# The trusted certificates and lists are parsed as they are read and shared by the threads of a process: a second
# reader could meet a half-filled revocation list and miss an entry.
_ONE_READER = Lock()

logger = structlog.get_logger(__name__)


class LocalVerifier:
    """Believes the authorities of one folder (see `trust`); revocation from its lists and from the `store`."""

    def __init__(self, trust_directory: Path, store: Store | None = None) -> None:
        self.trust_directory = trust_directory
        self.store = store or Nothing()

    def verify(self, cms: bytes, document: bytes, expect: Expectation) -> Verdict:
        """Never raises: what cannot be checked is refused with `signature.not_checked`."""
        facts: dict[str, Any] = {"evidence": _evidence(cms, document, expect), "engine": ENGINE}
        try:
            self._check(cms, document, expect, facts)
        except Refused as refused:
            return Verdict(ok=False, code=refused.code, **facts)
        except Exception as error:
            # Only the kind of error: its text may quote a certificate, and with it a person.
            logger.error("signature_not_checked", error=type(error).__name__)  # noqa: TRY400
            return Verdict(ok=False, code="signature.not_checked", **facts)
        return Verdict(ok=True, code=VALID, **facts)

    def _check(self, cms: bytes, document: bytes, expect: Expectation, facts: dict[str, Any]) -> None:
        """From the cheapest question to the dearest; what is learnt goes into `facts` on the way."""
        parts = read(cms, room_for_content=len(document))
        signer = holders.signer_of(parts.certificate)
        facts |= {
            "signer": signer,
            "serial": f"{parts.certificate.serial_number:x}",
            "signed_at": parts.signed_at,
        }
        facts["algorithm"] = _check_signature(parts, document)

        with _ONE_READER:
            trust = load_trust(self.trust_directory)
            if not all(trust.pins(other) for other in parts.others):
                raise Refused("signature.unknown_authority")
            chain = check_chain(parts.certificate, trust, expect.moment)
            facts["evidence"]["certificates"] = [b64encode(each.dump()).decode() for each in chain]
            facts["evidence"]["revocation"] = [
                found
                for each, issuer in pairwise(chain)
                for found in self._check_not_revoked(each, issuer, trust, expect.moment)
            ]

        holders.check_kind(parts.certificate)
        holders.check_holder(signer, expect)
        if abs(parts.signed_at - expect.moment) > CLOCKS_DIFFER:
            raise Refused("signature.wrong_time")

    def _check_not_revoked(
        self, certificate: x509.Certificate, issuer: x509.Certificate, trust: Trust, moment: datetime
    ) -> list[dict[str, Any]]:
        sources = [*trust.lists_of(issuer), *self.store.about(certificate, issuer)]
        try:
            return check_not_revoked(certificate, sources, moment)
        except Refused as refused:
            if refused.code == NO_DATA:
                self.store.want(certificate, issuer)
            raise


def _check_signature(parts: SignatureParts, document: bytes) -> str:
    """The name of the algorithm, when these bytes were signed with the key of this very certificate."""
    algorithm = allowed(parts.digest_identifier, parts.signature_identifier)
    if parts.certificate_digest != hashlib.sha256(parts.certificate.dump()).digest():
        raise Refused("signature.certificate_mismatch")
    try:
        if not algorithm.verify(parts.certificate.public_key.dump(), parts.signature, parts.signed_bytes):
            raise Refused("signature.broken")
    except UnfitKey:
        raise Refused("signature.algorithm_not_allowed") from None
    if parts.content not in {None, document} or parts.message_digest != algorithm.digest(document):
        raise Refused("signature.other_document")
    return algorithm.name


def _evidence(cms: bytes, document: bytes, expect: Expectation) -> dict[str, Any]:
    return {
        "verifier": ENGINE,
        "stands_on": {name: version(name) for name in _STANDS_ON},
        "moment": expect.moment.astimezone(UTC).isoformat(),
        "cms_sha256": hashlib.sha256(cms).hexdigest(),
        "document_sha256": hashlib.sha256(document).hexdigest(),
    }
