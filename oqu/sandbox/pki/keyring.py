"""The key files that people hold: reading and writing PKCS#12, as the national authority hands them out."""

from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import PrivateFormat, pkcs12

PASSWORD = "Qwerty12"  # noqa: S105  the authority's own published password of its test keys


@dataclass(frozen=True)
class Key:
    """A key file, opened: `authorities` are the CA certificates that came in it, the issuer first."""

    name: str
    certificate: x509.Certificate
    private: rsa.RSAPrivateKey
    authorities: tuple[x509.Certificate, ...]


def key_names(directory: Path) -> list[str]:
    return sorted(path.stem for path in (directory / "keys").glob("*.p12"))


def load_key(directory: Path, name: str) -> Key:
    """:raises KeyError: there is no such key"""
    if name not in key_names(directory):  # also keeps a hostile name from leaving the folder
        raise KeyError(name)
    path = directory / "keys" / f"{name}.p12"
    private, certificate, authorities = pkcs12.load_key_and_certificates(path.read_bytes(), PASSWORD.encode())
    if not isinstance(private, rsa.RSAPrivateKey) or certificate is None:
        raise KeyError(name)
    return Key(name, certificate, private, tuple(authorities))


def save_key(directory: Path, key: Key) -> None:
    encryption = (
        PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(2048)
        .key_cert_algorithm(pkcs12.PBES.PBESv2SHA256AndAES256CBC)
        .hmac_hash(hashes.SHA256())
        .build(PASSWORD.encode())
    )
    data = pkcs12.serialize_key_and_certificates(
        key.name.encode(), key.private, key.certificate, key.authorities, encryption
    )
    write_file(directory / "keys" / f"{key.name}.p12", data, mode=0o600)


def write_file(path: Path, data: bytes, *, mode: int = 0o644) -> None:
    """Whole or not at all: a reader never sees half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.parent.chmod(0o755 if mode & 0o044 else 0o700)
    fresh = path.with_name(f".{path.name}.new")
    fresh.touch(mode=mode)
    fresh.write_bytes(data)
    fresh.replace(path)
