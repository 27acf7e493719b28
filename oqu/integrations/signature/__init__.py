"""Electronic signatures: is this the director's signature over exactly this document?"""

from pathlib import Path

from django.conf import settings

from oqu.integrations.signature.local import LocalVerifier
from oqu.integrations.signature.port import Expectation, SignatureVerifier, Signer, Verdict
from oqu.integrations.signature.refusals import SENTENCES, VALID, SignatureRefused, sentence

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
    return LocalVerifier(Path(settings.SIGNATURE_TRUST_ROOTS_DIR))
