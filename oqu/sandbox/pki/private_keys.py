"""A private key of either algorithm: RSA-2048 with SHA-256, or GOST 34.10-2015 with Streebog-512."""

import hashlib
import secrets
from dataclasses import dataclass
from typing import Protocol

from asn1crypto import algos, core, keys
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_private_key,
)

from oqu.core import gost
from oqu.core.gost import oids
from oqu.core.gost.curve import Q

RSA, GOST = "RSA", "GOST"
ALGORITHMS = (RSA, GOST)


class PrivateKey(Protocol):
    """What the authority and the signers of CMS ask of a key."""

    algorithm: str
    digest_algorithm: algos.DigestAlgorithm
    signature_algorithm: algos.SignedDigestAlgorithm

    @property
    def public(self) -> keys.PublicKeyInfo: ...

    def digest(self, data: bytes) -> bytes: ...

    def sign(self, data: bytes) -> bytes: ...

    def pkcs8(self) -> bytes:
        """DER, not encrypted."""
        ...


def _identifiers(digest: str, signature: str) -> tuple[algos.DigestAlgorithm, algos.SignedDigestAlgorithm]:
    return (
        algos.DigestAlgorithm({"algorithm": digest, "parameters": core.Null()}),
        algos.SignedDigestAlgorithm({"algorithm": signature, "parameters": core.Null()}),
    )


@dataclass(frozen=True)
class RsaKey:
    key: rsa.RSAPrivateKey
    algorithm = RSA
    digest_algorithm, signature_algorithm = _identifiers("sha256", "sha256_rsa")

    @property
    def public(self) -> keys.PublicKeyInfo:
        der = self.key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        return keys.PublicKeyInfo.load(der)

    def digest(self, data: bytes) -> bytes:
        return hashlib.sha256(data).digest()

    def sign(self, data: bytes) -> bytes:
        return self.key.sign(data, padding.PKCS1v15(), hashes.SHA256())

    def pkcs8(self) -> bytes:
        return self.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


@dataclass(frozen=True)
class GostKey:
    number: int
    algorithm = GOST
    digest_algorithm, signature_algorithm = _identifiers(oids.DIGEST, oids.SIGNATURE)

    @property
    def public(self) -> keys.PublicKeyInfo:
        return keys.PublicKeyInfo.load(oids.key_info(gost.public_key(self.number)))

    def digest(self, data: bytes) -> bytes:
        return gost.streebog512(data)

    def sign(self, data: bytes) -> bytes:
        return gost.sign(self.number, gost.streebog512(data), _below_the_order())

    def pkcs8(self) -> bytes:
        info = {
            "version": 0,
            "private_key_algorithm": algos.AlgorithmIdentifier.load(oids.KEY_ALGORITHM),
            "private_key": self.number.to_bytes(64, "little"),
        }
        der: bytes = _PrivateKeyInfo(info).dump()
        return der


class _PrivateKeyInfo(core.Sequence):
    """PKCS#8 whose algorithm the library does not know."""

    _fields = [
        ("version", core.Integer),
        ("private_key_algorithm", algos.AlgorithmIdentifier),
        ("private_key", core.OctetString),
    ]


def new_key(algorithm: str = RSA) -> PrivateKey:
    if algorithm == GOST:
        return GostKey(_below_the_order())
    return RsaKey(rsa.generate_private_key(public_exponent=65537, key_size=2048))


def read_pkcs8(der: bytes) -> PrivateKey:
    """:raises ValueError: a key of neither algorithm"""
    info = _PrivateKeyInfo.load(der)
    if info["private_key_algorithm"]["algorithm"].dotted == oids.KEY:
        return GostKey(int.from_bytes(info["private_key"].native, "little"))
    key = load_der_private_key(der, None)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise ValueError("neither RSA nor GOST")  # noqa: TRY004  a file is at fault, not a programmer
    return RsaKey(key)


def _below_the_order() -> int:
    return secrets.randbelow(int(Q) - 1) + 1
