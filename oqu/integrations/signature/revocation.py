"""
Was a key revoked? Answered from what is at hand: revocation lists (CRL) and answers about one certificate (OCSP).

Nothing is fetched here. A source counts when it is genuine (signed by the authority of the certificate, or by who may answer
for it) and still in force at the moment asked about. Without such a source the answer is a refusal, never a shrug.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol

from asn1crypto import x509

from oqu.integrations.signature.refusals import Refused

NO_DATA = "signature.no_revocation_data"


class Source(Protocol):
    """A genuine list or answer; `begins` and `ends` are when it was true and until when it may be relied on."""

    begins: datetime
    ends: datetime

    def revoked_at(self, certificate: x509.Certificate) -> datetime | None: ...

    def evidence(self) -> dict[str, Any]: ...


class Store(Protocol):
    """Where genuine sources are kept by whoever fetches them."""

    def about(self, certificate: x509.Certificate, issuer: x509.Certificate) -> Sequence[Source]: ...

    def want(self, certificate: x509.Certificate, issuer: x509.Certificate) -> None:
        """Nothing in force speaks about this certificate: let it be fetched."""
        ...


class Nothing:
    """For a verifier that has only its folder."""

    def about(self, certificate: x509.Certificate, issuer: x509.Certificate) -> Sequence[Source]:
        return ()

    def want(self, certificate: x509.Certificate, issuer: x509.Certificate) -> None:
        return


def check_not_revoked(
    certificate: x509.Certificate, sources: Sequence[Source], moment: datetime
) -> list[dict[str, Any]]:
    """
    What it was decided by, for the evidence.

    :raises Refused: the key was revoked before the moment, or nothing in force says that it was not
    """
    in_force = [source for source in sources if _counts(source, certificate, moment)]
    if not in_force:
        raise Refused(NO_DATA)
    for source in in_force:
        revoked_at = source.revoked_at(certificate)
        if revoked_at is not None and revoked_at <= moment:
            raise Refused("signature.revoked")
    return [source.evidence() for source in in_force]


def _counts(source: Source, certificate: x509.Certificate, moment: datetime) -> bool:
    """A later source counts as well, unless the certificate had run out by then: authorities forget those."""
    return source.ends >= moment and source.begins <= certificate.not_valid_after
