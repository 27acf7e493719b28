"""Two engines written by different people: neither may say no."""

import structlog

from oqu.integrations.signature.port import Expectation, SignatureVerifier, Verdict

logger = structlog.get_logger(__name__)


class BothVerifier:
    """The first one's reading is the verdict; the second one must agree. A disagreement is logged as an alarm."""

    def __init__(self, first: SignatureVerifier, second: SignatureVerifier) -> None:
        self.first = first
        self.second = second

    def verify(self, cms: bytes, document: bytes, expect: Expectation) -> Verdict:
        """Never raises. What the first refuses the second is not asked about."""
        one = self.first.verify(cms, document, expect)
        if not one.ok:
            return one
        other = self.second.verify(cms, document, expect)
        if not other.ok:
            logger.error("signature_engines_disagree", code=other.code, engine=other.engine)
        return Verdict(
            ok=other.ok,
            code=other.code,
            signer=one.signer,
            serial=one.serial,
            algorithm=one.algorithm,
            signed_at=one.signed_at,
            evidence={**one.evidence, "second": {"code": other.code, **other.evidence}},
            engine=f"{one.engine}+{other.engine}",
        )
