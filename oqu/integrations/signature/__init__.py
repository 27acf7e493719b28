"""Electronic signatures: is this the director's signature over exactly this document?"""

from pathlib import Path

from django.conf import settings

from oqu.integrations.signature.local import LocalVerifier
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
    """As the settings say; opens no connection. Verification reads the database, so call it where that is allowed."""
    return LocalVerifier(Path(settings.SIGNATURE_TRUST_ROOTS_DIR), Fetched())
