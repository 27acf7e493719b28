"""Electronic signatures: is this the director's signature over exactly this document?"""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from oqu.integrations.signature.both import BothVerifier
from oqu.integrations.signature.local import LocalVerifier
from oqu.integrations.signature.ncanode import NcaNodeVerifier
from oqu.integrations.signature.port import Expectation, SignatureVerifier, Signer, Verdict
from oqu.integrations.signature.refusals import SENTENCES, VALID, SignatureRefused, sentence
from oqu.integrations.signature.stored import Fetched

__all__ = [
    "SENTENCES",
    "VALID",
    "Expectation",
    "SignatureRefused",
    "SignatureVerifier",
    "Signer",
    "Verdict",
    "get_verifier",
    "sentence",
]


def get_verifier() -> SignatureVerifier:
    """
    As SIGNATURE_ENGINES says. It reads the database and may ask NCANode: call it outside a transaction.

    :raises ImproperlyConfigured: no such engine
    """
    local = LocalVerifier(Path(settings.SIGNATURE_TRUST_ROOTS_DIR), Fetched())
    match settings.SIGNATURE_ENGINES:
        case "local":
            return local
        case "ncanode":
            return _ncanode(settings.NCANODE_URL)
        case "both":
            return BothVerifier(local, _ncanode(settings.NCANODE_URL))
    raise ImproperlyConfigured(
        f"SIGNATURE_ENGINES is local, ncanode or both, and not {settings.SIGNATURE_ENGINES}"
    )


@cache
def _ncanode(url: str) -> NcaNodeVerifier:
    """One for the process: it keeps its connections."""
    return NcaNodeVerifier(url)
