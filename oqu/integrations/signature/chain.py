"""
From the signer's certificate up to a pinned root, at a given moment.

RFC 5280 is the library's work (pyhanko-certvalidator), with our list of algorithms plugged in. It is given everything
it may use and is not allowed to fetch. Whether a key was revoked is asked apart, in `revocation`.
"""

from collections.abc import Coroutine
from datetime import datetime
from typing import Any

from asn1crypto import x509
from pyhanko_certvalidator import CertificateValidator, ValidationContext, errors
from pyhanko_certvalidator.path import ValidationPath
from pyhanko_certvalidator.policy_decl import (
    CertRevTrustPolicy,
    RevocationCheckingPolicy,
    RevocationCheckingRule,
)

from oqu.integrations.signature.algorithms import AllowedAlgorithms
from oqu.integrations.signature.refusals import Refused
from oqu.integrations.signature.trust import Trust

_ASKED_APART = CertRevTrustPolicy(
    RevocationCheckingPolicy(
        ee_certificate_rule=RevocationCheckingRule.NO_CHECK,
        intermediate_ca_cert_rule=RevocationCheckingRule.NO_CHECK,
    )
)
# The first that fits: the library's errors, narrow before wide.
_CODES: tuple[tuple[type[Exception], str], ...] = (
    (errors.ExpiredError, "signature.expired"),
    (errors.NotYetValidError, "signature.not_yet_valid"),
    (errors.PathError, "signature.unknown_authority"),
    (errors.ValidationError, "signature.unknown_authority"),
)


def check_chain(certificate: x509.Certificate, trust: Trust, moment: datetime) -> list[x509.Certificate]:
    """
    The certificates from the signer's to the root's.

    :raises Refused: unknown authority, expired, or not yet valid
    """
    context = ValidationContext(
        trust_roots=list(trust.roots),
        other_certs=list(trust.intermediates),
        moment=moment,
        revinfo_policy=_ASKED_APART,
        allow_fetching=False,
        signature_validator=AllowedAlgorithms(),
    )
    validator = CertificateValidator(certificate, validation_context=context)
    try:
        path = _without_waiting(validator.async_validate_path())
    except tuple(error for error, _code in _CODES) as error:
        raise Refused(next(code for kind, code in _CODES if isinstance(error, kind))) from error
    return [*reversed(list(path.iter_certs(include_root=True)))]


def _without_waiting(work: Coroutine[Any, Any, ValidationPath]) -> ValidationPath:
    """Run to the end in one step. The library waits only to fetch; here that would be a bug, and it is refused."""
    try:
        work.send(None)
    except StopIteration as done:
        path: ValidationPath = done.value
        return path
    work.close()
    raise RuntimeError("certificate validation wanted to wait for something")
