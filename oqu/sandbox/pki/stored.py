"""The authorities' own keys and certificates, kept in `authority/`, made when first asked for."""

from datetime import datetime
from pathlib import Path

from asn1crypto import pem
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from oqu.sandbox.pki import keyring, profile
from oqu.sandbox.pki.authority import Authority, self_signed
from oqu.sandbox.pki.private_keys import RSA, PrivateKey, new_key, read_pkcs8


def authorities(
    directory: Path, which: str, *, now: datetime, base_url: str, algorithm: str = RSA
) -> tuple[Authority, Authority]:
    """Root and NCA. `which`: "test", or the "stranger" that took the same names."""
    ending = "" if algorithm == RSA else f"_{algorithm.lower()}"
    folder = directory / "authority" / f"{which}{ending}"
    root_key, nca_key = _own_key(folder, "root", algorithm), _own_key(folder, "nca", algorithm)
    root_file, nca_file = folder / "root.pem", folder / "nca.pem"
    if not nca_file.exists():
        own = self_signed(profile.ROOT_NAMES[algorithm], root_key, now=now)
        root = Authority(f"root{ending}", own, root_key, base_url)
        nca = root.issue_authority(profile.NCA_NAMES[algorithm], nca_key.public, now=now)
        for file, certificate in ((root_file, own), (nca_file, nca)):
            keyring.write_file(file, certificate.public_bytes(Encoding.PEM), mode=0o600)
    return (
        Authority(f"root{ending}", _certificate(root_file), root_key, base_url),
        Authority(f"nca{ending}", _certificate(nca_file), nca_key, base_url),
    )


def responder(directory: Path, issuer: Authority, *, now: datetime) -> tuple[x509.Certificate, PrivateKey]:
    """Who answers for this authority whether a key was revoked."""
    folder = directory / "authority" / "responders"
    key = _own_key(folder, issuer.slug, issuer.key.algorithm)
    file = folder / f"{issuer.slug}.pem"
    if not file.exists():
        made = issuer.issue_responder(f"OCSP RESPONDER TEST {issuer.slug}", key.public, now=now)
        keyring.write_file(file, made.public_bytes(Encoding.PEM), mode=0o600)
    return _certificate(file), key


def _own_key(folder: Path, name: str, algorithm: str) -> PrivateKey:
    path = folder / f"{name}.key"
    if not path.exists():
        keyring.write_file(path, pem.armor("PRIVATE KEY", new_key(algorithm).pkcs8()), mode=0o600)
    _kind, _headers, der = pem.unarmor(path.read_bytes())
    return read_pkcs8(der)


def _certificate(path: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate(path.read_bytes())
