"""The portal's own verifier: everything on this machine, no network."""

from base64 import b64encode
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from threading import Lock
from typing import Any

from asn1crypto import x509

from oqu.integrations.signature.chain import check_chain
from oqu.integrations.signature.cms_profile import read
from oqu.integrations.signature.own_checks import (
    check_form,
    check_signer,
    facts_about,
    judged,
)
from oqu.integrations.signature.port import Expectation, Verdict
from oqu.integrations.signature.refusals import Refused
from oqu.integrations.signature.revocation import NO_DATA, Nothing, Store, check_not_revoked
from oqu.integrations.signature.trust import Trust, load_trust

ENGINE = "local/2"

# The trusted certificates and lists are parsed as they are read and shared by the threads of a process: a second
# reader could meet a half-filled revocation list and miss an entry.
_ONE_READER = Lock()


class LocalVerifier:
    """Believes the authorities of one folder (see `trust`); revocation from its lists and from the `store`."""

    def __init__(self, trust_directory: Path, store: Store | None = None) -> None:
        self.trust_directory = trust_directory
        self.store = store or Nothing()

    def verify(self, cms: bytes, document: bytes, expect: Expectation) -> Verdict:
        """Never raises: what cannot be checked is refused with `signature.not_checked`."""
        return judged(ENGINE, self._check, cms, document, expect)

    def _check(self, cms: bytes, document: bytes, expect: Expectation, facts: dict[str, Any]) -> None:
        """From the cheapest question to the dearest; what is learnt goes into `facts` on the way."""
        parts = read(cms, room_for_content=len(document))
        facts |= facts_about(parts)
        algorithm = check_form(parts, document)
        facts["algorithm"] = algorithm.name
        # With the key of this very certificate.
        if not algorithm.verify(parts.certificate.public_key.dump(), parts.signature, parts.signed_bytes):
            raise Refused("signature.broken")
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
        check_signer(parts, facts["signer"], expect)

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
