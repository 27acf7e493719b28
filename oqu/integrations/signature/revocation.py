"""
Was a key revoked? Answered from what is at hand: revocation lists (CRL) and answers about one certificate (OCSP).

Nothing is fetched here. A source counts when it is genuine (signed by the authority of the certificate, or by who may answer
for it) and still in force at the moment asked about. Without such a source the answer is a refusal, never a shrug.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from asn1crypto import x509

from oqu.integrations.signature.refusals import Refused


class Source(Protocol):
    """A genuine list or answer; `begins` and `ends` are when it was true and until when it may be relied on."""

    begins: datetime
    ends: datetime

    def revoked_at(self, certificate: x509.Certificate) -> datetime | None: ...

    def evidence(self) -> dict[str, Any]: ...


@dataclass(frozen=True)
class Step:
    """One certificate of a chain, its authority, and the genuine sources that speak about it."""

    certificate: x509.Certificate
    issuer: x509.Certificate
    sources: Sequence[Source]


def check_not_revoked(steps: Iterable[Step], moment: datetime) -> list[dict[str, Any]]:
    """
    What it was decided by, for the evidence.

    :raises Refused: a key of the chain was revoked before the moment, or nothing in force says that it was not
    """
    return [source.evidence() for step in steps for source in _deciding(step, moment)]


def _deciding(step: Step, moment: datetime) -> list[Source]:
    in_force = [source for source in step.sources if _counts(source, step.certificate, moment)]
    if not in_force:
        raise Refused("signature.no_revocation_data")
    for source in in_force:
        revoked_at = source.revoked_at(step.certificate)
        if revoked_at is not None and revoked_at <= moment:
            raise Refused("signature.revoked")
    return in_force


def _counts(source: Source, certificate: x509.Certificate, moment: datetime) -> bool:
    """A later source counts as well, unless the certificate had run out by then: authorities forget those."""
    return source.ends >= moment and source.begins <= certificate.not_valid_after
