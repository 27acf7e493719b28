"""
Which algorithms are accepted, and the arithmetic of each.

A row of the list is the whole encoded AlgorithmIdentifier: what is not here byte for byte is refused, so an
unexpected parameter can carry nothing. GOST 34.10-2015 will be a second row with its own `verify`.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from asn1crypto import algos, core
from asn1crypto.keys import PublicKeyInfo
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import load_der_public_key
from pyhanko_certvalidator.sig_validate import (
    DEFAULT_VALIDATION_CONTEXT,
    SignatureValidationContext,
    SignatureValidator,
)

from oqu.integrations.signature.refusals import Refused

MIN_RSA_BITS = 2048


@dataclass(frozen=True)
class Algorithm:
    """A pair of digest and signature. `verify(public_key, signature, data)` raises InvalidSignature."""

    name: str
    digest: Callable[[bytes], bytes]
    verify: Callable[[PublicKeyInfo, bytes, bytes], None]


def _verify_rsa_sha256(public_key: PublicKeyInfo, signature: bytes, data: bytes) -> None:
    key = load_der_public_key(public_key.dump())
    if not isinstance(key, rsa.RSAPublicKey) or key.key_size < MIN_RSA_BITS:
        raise UnsupportedAlgorithm("RSA of at least 2048 bits only")
    key.verify(signature, data, padding.PKCS1v15(), hashes.SHA256())


RSA_SHA256 = Algorithm("RSA-SHA256", lambda data: hashlib.sha256(data).digest(), _verify_rsa_sha256)

_NULL = core.Null()
_SHA256 = (
    algos.DigestAlgorithm({"algorithm": "sha256", "parameters": _NULL}).dump(),
    bytes.fromhex("300b0609608648016503040201"),  # the same without parameters: RFC 5754 allows both
)
_RSA = (
    algos.SignedDigestAlgorithm({"algorithm": "sha256_rsa", "parameters": _NULL}).dump(),
    algos.SignedDigestAlgorithm({"algorithm": "rsassa_pkcs1v15", "parameters": _NULL}).dump(),
)
ALLOWED = {(digest, signature): RSA_SHA256 for digest in _SHA256 for signature in _RSA}


def allowed(digest_identifier: bytes, signature_identifier: bytes) -> Algorithm:
    """:raises Refused: the pair is not in the list"""
    try:
        return ALLOWED[digest_identifier, signature_identifier]
    except KeyError:
        raise Refused("signature.algorithm_not_allowed") from None


class AllowedAlgorithms(SignatureValidator):
    """The same list for certificates and revocation lists: the plug of the path validation library."""

    def validate_signature(
        self,
        signature: bytes,
        signed_data: bytes,
        public_key_info: PublicKeyInfo,
        signature_algorithm: algos.SignedDigestAlgorithm,
        context: SignatureValidationContext = DEFAULT_VALIDATION_CONTEXT,
    ) -> None:
        if signature_algorithm.dump() != _RSA[0]:
            raise InvalidSignature
        try:
            RSA_SHA256.verify(public_key_info, signature, signed_data)
        except (UnsupportedAlgorithm, ValueError) as error:
            raise InvalidSignature from error
