"""
From the signer's certificate up to a pinned root, with a revocation list for every step, at a given moment.

RFC 5280 is the library's work (pyhanko-certvalidator), with our list of algorithms plugged in. It is given everything
it may use and is not allowed to fetch.
"""

from collections.abc import Coroutine
from datetime import datetime
from typing import Any

from asn1crypto import crl, x509
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

_EVERY_STEP = CertRevTrustPolicy(
    RevocationCheckingPolicy(
        ee_certificate_rule=RevocationCheckingRule.CRL_REQUIRED,
        intermediate_ca_cert_rule=RevocationCheckingRule.CRL_REQUIRED,
    )
)
# The first that fits: the library's errors, narrow before wide.
_CODES: tuple[tuple[type[Exception], str], ...] = (
    (errors.RevokedError, "signature.revoked"),
    (errors.InsufficientRevinfoError, "signature.no_revocation_data"),
    (errors.ExpiredError, "signature.expired"),
    (errors.NotYetValidError, "signature.not_yet_valid"),
    (errors.PathError, "signature.unknown_authority"),
    (errors.ValidationError, "signature.unknown_authority"),
)


def check_chain(certificate: x509.Certificate, trust: Trust, moment: datetime) -> list[x509.Certificate]:
    """
    The certificates from the signer's to the root's.

    :raises Refused: unknown authority, expired, not yet valid, revoked, or no list to tell
    """
    context = ValidationContext(
        trust_roots=list(trust.roots),
        other_certs=list(trust.intermediates),
        crls=list(trust.crls),
        moment=moment,
        revinfo_policy=_EVERY_STEP,
        allow_fetching=False,
        signature_validator=AllowedAlgorithms(),
    )
    validator = CertificateValidator(certificate, validation_context=context)
    try:
        path = _without_waiting(validator.async_validate_path())
    except tuple(error for error, _code in _CODES) as error:
        raise Refused(next(code for kind, code in _CODES if isinstance(error, kind))) from error
    return [*reversed(list(path.iter_certs(include_root=True)))]


def lists_of(chain: list[x509.Certificate], trust: Trust) -> list[crl.CertificateList]:
    """The revocation lists of the authorities in the chain."""
    issuers = {certificate.issuer.hashable for certificate in chain}
    return [each for each in trust.crls if each.issuer.hashable in issuers]


def _without_waiting(work: Coroutine[Any, Any, ValidationPath]) -> ValidationPath:
    """Run to the end in one step. The library waits only to fetch; here that would be a bug, and it is refused."""
    try:
        work.send(None)
    except StopIteration as done:
        path: ValidationPath = done.value
        return path
    work.close()
    raise RuntimeError("certificate validation wanted to wait for something")
