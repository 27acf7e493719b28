"""PKCS#12 with a key of any algorithm: the certificates in the clear, the key under a password (PBES2, AES-256)."""

import hashlib
import os

from asn1crypto import cms, core, keys, pkcs12
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.padding import PKCS7

from oqu.sandbox.pki.private_keys import PrivateKey, read_pkcs8

ROUNDS = 2048
_BLOCK_BITS = 128


def write(key: PrivateKey, certificates: list[bytes], *, name: str, password: str) -> bytes:
    """:param certificates: DER, the holder's first"""
    bags = [pkcs12.SafeBag({"bag_id": "pkcs8_shrouded_key_bag", "bag_value": _shroud(key.pkcs8(), password)})]
    bags[0]["bag_attributes"] = pkcs12.Attributes([{"type": "friendly_name", "values": [name]}])
    for der in certificates:
        value = pkcs12.CertBag({"cert_id": "x509", "cert_value": core.ParsableOctetString(der)})
        bags.append(pkcs12.SafeBag({"bag_id": "cert_bag", "bag_value": value}))
    contents = _data(pkcs12.SafeContents(bags).dump())
    file = {"version": "v3", "auth_safe": _data(pkcs12.AuthenticatedSafe([contents]).dump())}
    written: bytes = pkcs12.Pfx(file).dump()
    return written


def read(data: bytes, password: str) -> tuple[PrivateKey, list[bytes]]:
    """
    The key and the certificates as DER, the holder's first.

    :raises ValueError: it is not a file of this kind, or another password
    """
    try:
        [contents] = pkcs12.Pfx.load(data, strict=True).authenticated_safe
        key, *certificates = pkcs12.SafeContents.load(contents["content"].native)
        return (
            read_pkcs8(_unshroud(key["bag_value"], password)),
            [bytes(each["bag_value"]["cert_value"]) for each in certificates],
        )
    except (KeyError, TypeError) as error:
        raise ValueError("not a key file") from error


def _data(content: bytes) -> cms.ContentInfo:
    return cms.ContentInfo({"content_type": "data", "content": core.OctetString(content)})


def _shroud(plain: bytes, password: str) -> keys.EncryptedPrivateKeyInfo:
    salt, vector = os.urandom(16), os.urandom(16)
    padder = PKCS7(_BLOCK_BITS).padder()
    encryptor = _cipher(password, salt, ROUNDS, vector).encryptor()
    kdf = {"salt": core.OctetString(salt), "iteration_count": ROUNDS, "prf": {"algorithm": "sha256"}}
    how = {
        "key_derivation_func": {"algorithm": "pbkdf2", "parameters": kdf},
        "encryption_scheme": {"algorithm": "aes256_cbc", "parameters": vector},
    }
    return keys.EncryptedPrivateKeyInfo(
        {
            "encryption_algorithm": {"algorithm": "pbes2", "parameters": how},
            "encrypted_data": encryptor.update(padder.update(plain) + padder.finalize())
            + encryptor.finalize(),
        }
    )


def _unshroud(shrouded: keys.EncryptedPrivateKeyInfo, password: str) -> bytes:
    how = shrouded["encryption_algorithm"]
    cipher = _cipher(password, how.kdf_salt, how.kdf_iterations, how.encryption_iv)
    decryptor = cipher.decryptor()
    padded = decryptor.update(shrouded["encrypted_data"].native) + decryptor.finalize()
    unpadder = PKCS7(_BLOCK_BITS).unpadder()
    return unpadder.update(padded) + unpadder.finalize()


def _cipher(password: str, salt: bytes, rounds: int, vector: bytes) -> Cipher[modes.CBC]:
    key = hashlib.pbkdf2_hmac("sha256", password.encode(), salt, rounds, 32)
    return Cipher(algorithms.AES(key), modes.CBC(vector))
