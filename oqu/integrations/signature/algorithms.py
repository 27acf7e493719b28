"""
Which algorithms are accepted, and the arithmetic of each.

A row of the list is the whole encoded AlgorithmIdentifier: what is not here byte for byte is refused, so an
unexpected parameter can carry nothing.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from asn1crypto import algos, core, keys
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import load_der_public_key
from pyhanko_certvalidator.sig_validate import (
    DEFAULT_VALIDATION_CONTEXT,
    SignatureValidationContext,
    SignatureValidator,
)

from oqu.core import gost
from oqu.core.gost import oids
from oqu.integrations.signature.refusals import Refused

MIN_RSA_BITS = 2048


class UnfitKey(Exception):
    """Not a key of this algorithm, or too small a one."""


@dataclass(frozen=True)
class Algorithm:
    """
    A pair of digest and signature; public keys are DER of SubjectPublicKeyInfo.

    `check_key` and `verify(public key, signature, data)` raise UnfitKey.
    """

    name: str
    digest: Callable[[bytes], bytes]
    check_key: Callable[[bytes], object]
    verify: Callable[[bytes, bytes, bytes], bool]


def _rsa_key(public_key: bytes) -> rsa.RSAPublicKey:
    try:
        key = load_der_public_key(public_key)
    except (UnsupportedAlgorithm, ValueError) as error:
        raise UnfitKey from error
    if not isinstance(key, rsa.RSAPublicKey) or key.key_size < MIN_RSA_BITS:
        raise UnfitKey
    return key


def _verify_rsa_sha256(public_key: bytes, signature: bytes, data: bytes) -> bool:
    try:
        _rsa_key(public_key).verify(signature, data, padding.PKCS1v15(), hashes.SHA256())
    except InvalidSignature:
        return False
    return True


def _gost_key(public_key: bytes) -> bytes:
    key = oids.key_in(public_key)
    if key is None:
        raise UnfitKey
    return key


def _verify_gost_2015_512(public_key: bytes, signature: bytes, data: bytes) -> bool:
    return gost.verify(_gost_key(public_key), signature, gost.streebog512(data))


RSA_SHA256 = Algorithm("RSA-SHA256", lambda data: hashlib.sha256(data).digest(), _rsa_key, _verify_rsa_sha256)
GOST_2015_512 = Algorithm("GOST3410-2015-512", gost.streebog512, _gost_key, _verify_gost_2015_512)


def _with_null_or_without(algorithm: str) -> tuple[bytes, bytes]:
    """Programs write both: parameters NULL, or none."""
    with_null = {"algorithm": algorithm, "parameters": core.Null()}
    return algos.AlgorithmIdentifier(with_null).dump(), algos.AlgorithmIdentifier(
        {"algorithm": algorithm}
    ).dump()


_DIGESTS = {
    RSA_SHA256: _with_null_or_without("2.16.840.1.101.3.4.2.1"),
    GOST_2015_512: _with_null_or_without(oids.DIGEST),
}
_SHA256_RSA, _ = _with_null_or_without("1.2.840.113549.1.1.11")
_PLAIN_RSA, _ = _with_null_or_without("1.2.840.113549.1.1.1")
_GOST = _with_null_or_without(oids.SIGNATURE)
_SIGNATURES = {RSA_SHA256: (_SHA256_RSA, _PLAIN_RSA), GOST_2015_512: _GOST}
_IN_A_MESSAGE = {
    (digest, signature): algorithm
    for algorithm, signatures in _SIGNATURES.items()
    for signature in signatures
    for digest in _DIGESTS[algorithm]
}
_OF_AN_AUTHORITY = {_SHA256_RSA: RSA_SHA256} | dict.fromkeys(_GOST, GOST_2015_512)


def allowed(digest_identifier: bytes, signature_identifier: bytes) -> Algorithm:
    """:raises Refused: the pair is not in the list"""
    try:
        return _IN_A_MESSAGE[digest_identifier, signature_identifier]
    except KeyError:
        raise Refused("signature.algorithm_not_allowed") from None


def is_signed(identifier: bytes, public_key: bytes, signature: bytes, data: bytes) -> bool:
    """Of certificates, revocation lists and OCSP answers: an allowed algorithm, and the signature fits."""
    algorithm = _OF_AN_AUTHORITY.get(identifier)
    try:
        return algorithm is not None and algorithm.verify(public_key, signature, data)
    except UnfitKey:
        return False


# The authorities' certificates come again with every signature, a director's with each document of a list.
_is_certificate_signed = lru_cache(maxsize=256)(is_signed)


class AllowedAlgorithms(SignatureValidator):
    """The same list for certificates: the plug of the path validation library."""

    def validate_signature(
        self,
        signature: bytes,
        signed_data: bytes,
        public_key_info: keys.PublicKeyInfo,
        signature_algorithm: algos.SignedDigestAlgorithm,
        context: SignatureValidationContext = DEFAULT_VALIDATION_CONTEXT,
    ) -> None:
        if not _is_certificate_signed(
            signature_algorithm.dump(), public_key_info.dump(), signature, signed_data
        ):
            raise InvalidSignature


def _public_key_spec(info: keys.PublicKeyInfo) -> object:
    """asn1crypto raises KeyError at a key whose algorithm it does not know; here a GOST key is plain bits."""
    if info["algorithm"]["algorithm"].dotted == oids.KEY:
        return core.OctetBitString, None
    return _known_public_key_spec(info)


_known_public_key_spec = keys.PublicKeyInfo._spec_callbacks["public_key"]  # noqa: SLF001
keys.PublicKeyInfo._spec_callbacks = {"public_key": _public_key_spec}  # noqa: SLF001
