"""The two pairs of digest and signature in which the authority issues certificates, told apart by the key."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, load_der_public_key

from oqu.core import gost
from oqu.core.gost import oids


@dataclass(frozen=True)
class Algorithm:
    """`verify(signature, data)` with the key of the certificate it was made for."""

    digest: Callable[[bytes], bytes]
    verify: Callable[[bytes, bytes], bool]


def of(certificate: x509.Certificate) -> Algorithm | None:
    """None when the key is of neither kind."""
    parsed = asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))
    info: bytes = parsed["tbs_certificate"]["subject_public_key_info"].dump()
    key = oids.key_in(info)
    if key is not None:
        return Algorithm(
            gost.streebog512, lambda signature, data: gost.verify(key, signature, gost.streebog512(data))
        )
    try:
        public = load_der_public_key(info)
    except ValueError:
        return None
    return _rsa(public) if isinstance(public, rsa.RSAPublicKey) else None


def _rsa(public: rsa.RSAPublicKey) -> Algorithm:
    def verify(signature: bytes, data: bytes) -> bool:
        try:
            public.verify(signature, data, padding.PKCS1v15(), hashes.SHA256())
        except InvalidSignature:
            return False
        return True

    return Algorithm(lambda data: hashlib.sha256(data).digest(), verify)
