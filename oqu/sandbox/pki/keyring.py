"""The key files that people hold: reading and writing PKCS#12, as the national authority hands them out."""

from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PrivateFormat, pkcs12

from oqu.sandbox.pki import key_files
from oqu.sandbox.pki.names import GOST_ENDING
from oqu.sandbox.pki.private_keys import PrivateKey, RsaKey

PASSWORD = "Qwerty12"  # noqa: S105  the authority's own published password of its test keys


@dataclass(frozen=True)
class Key:
    """A key file, opened: `authorities` are the CA certificates that came in it, the issuer first."""

    name: str
    certificate: x509.Certificate
    private: PrivateKey
    authorities: tuple[x509.Certificate, ...]


def key_names(directory: Path) -> list[str]:
    return sorted(path.stem for path in (directory / "keys").glob("*.p12"))


def load_key(directory: Path, name: str) -> Key:
    """:raises KeyError: there is no such key"""
    if name not in key_names(directory):  # also keeps a hostile name from leaving the folder
        raise KeyError(name)
    return read_key(directory / "keys" / f"{name}.p12")


def read_key(path: Path) -> Key:
    """:raises ValueError: not a key file of ours"""
    data = path.read_bytes()
    if path.stem.endswith(GOST_ENDING):
        private, certificates = key_files.read(data, PASSWORD)
        certificate, *authorities = map(x509.load_der_x509_certificate, certificates)
        return Key(path.stem, certificate, private, tuple(authorities))
    file = pkcs12.load_pkcs12(data, PASSWORD.encode())
    if not isinstance(file.key, rsa.RSAPrivateKey) or file.cert is None:
        raise ValueError(f"{path} holds no key")
    authorities = tuple(each.certificate for each in file.additional_certs)
    return Key(path.stem, file.cert.certificate, RsaKey(file.key), authorities)


def save_key(directory: Path, key: Key) -> None:
    """Readable to this user only."""
    write_file(directory / f"{key.name}.p12", _file_of(key), mode=0o600)


def _file_of(key: Key) -> bytes:
    if not isinstance(key.private, RsaKey):  # the library writes no other
        certificates = [each.public_bytes(Encoding.DER) for each in (key.certificate, *key.authorities)]
        return key_files.write(key.private, certificates, name=key.name, password=PASSWORD)
    encryption = (
        PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(key_files.ROUNDS)
        .key_cert_algorithm(pkcs12.PBES.PBESv2SHA256AndAES256CBC)
        .hmac_hash(hashes.SHA256())
        .build(PASSWORD.encode())
    )
    return pkcs12.serialize_key_and_certificates(
        key.name.encode(), key.private.key, key.certificate, key.authorities, encryption
    )


def write_file(path: Path, data: bytes, *, mode: int = 0o644) -> None:
    """Whole or not at all: a reader never sees half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.parent.chmod(0o755 if mode & 0o044 else 0o700)
    fresh = path.with_name(f".{path.name}.new")
    fresh.touch(mode=mode)
    fresh.write_bytes(data)
    fresh.replace(path)
