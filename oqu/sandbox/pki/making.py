"""Making the whole test authority in a folder, or only what is missing there."""

import fcntl
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from oqu.sandbox.pki import authority, keyring, profile

YEAR = timedelta(days=365)
RENEW_BEFORE = timedelta(days=30)


def make_test_pki(
    directory: Path,
    holders: Mapping[str, profile.Holder],
    *,
    now: datetime,
    base_url: str = "http://127.0.0.1:8100",
) -> list[str]:
    """
    Issue the keys that are missing or run out, and sign fresh revocation lists. Returns the names issued now.

    A second run keeps every good key. Two runs at once wait for each other.

    :param holders: key name -> holder; the part of the name before the first dash is a kind of `profile.KINDS`
    """
    directory.mkdir(parents=True, exist_ok=True)
    with (directory / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        root, nca = authorities(directory, "test", now=now, base_url=base_url)
        _, stranger = authorities(directory, "stranger", now=now, base_url=base_url)
        issued = [
            name
            for name, holder in holders.items()
            if _ensure_key(directory, name, holder, stranger if name.startswith("forged") else nca, now)
        ]
        _publish(directory, root, nca, now)
    return issued


def authorities(
    directory: Path, which: str, *, now: datetime, base_url: str
) -> tuple[authority.Authority, authority.Authority]:
    """Root and NCA, made on first use. `which`: "test", or the "stranger" that took the same names."""
    directory = directory / "authority" / which
    root_key, nca_key = _own_key(directory / "root.key"), _own_key(directory / "nca.key")
    root_file, nca_file = directory / "root.pem", directory / "nca.pem"
    if not nca_file.exists():
        root = authority.Authority("root", authority.self_signed(root_key, now=now), root_key, base_url)
        certificate = root.issue_authority(profile.NCA_NAME, nca_key.public_key(), now=now)
        keyring.write_file(root_file, root.certificate.public_bytes(Encoding.PEM), mode=0o600)
        keyring.write_file(nca_file, certificate.public_bytes(Encoding.PEM), mode=0o600)
    return (
        authority.Authority("root", _certificate(root_file), root_key, base_url),
        authority.Authority("nca", _certificate(nca_file), nca_key, base_url),
    )


def _own_key(path: Path) -> rsa.RSAPrivateKey:
    if not path.exists():
        pem = authority.new_key().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        keyring.write_file(path, pem, mode=0o600)
    key = load_pem_private_key(path.read_bytes(), None)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise TypeError(f"{path} holds no RSA key")
    return key


def _certificate(path: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate(path.read_bytes())


def _ensure_key(
    directory: Path, name: str, holder: profile.Holder, issuer: authority.Authority, now: datetime
) -> bool:
    """True when a new key was made."""
    kind = name.split("-", 1)[0]
    if _is_good(directory, name, issuer, now):
        return False
    not_before = now - (YEAR + RENEW_BEFORE if kind.startswith("expired") else timedelta(days=1))
    private = authority.new_key()
    certificate = issuer.issue(
        profile.KINDS[kind],
        holder,
        private.public_key(),
        not_before=not_before,
        not_after=not_before + YEAR,
    )
    keyring.save_key(directory, keyring.Key(name, certificate, private, (issuer.certificate,)))
    return True


def _is_good(directory: Path, name: str, issuer: authority.Authority, now: datetime) -> bool:
    try:
        key = keyring.load_key(directory, name)
    except (KeyError, ValueError):
        return False
    lasts = name.startswith("expired") or key.certificate.not_valid_after_utc > now + RENEW_BEFORE
    return lasts and key.authorities == (issuer.certificate,)


def _publish(directory: Path, root: authority.Authority, nca: authority.Authority, now: datetime) -> None:
    revoked = [
        keyring.load_key(directory, name).certificate.serial_number
        for name in keyring.key_names(directory)
        if name.startswith("revoked")
    ]
    for issuer, serials in ((root, []), (nca, revoked)):
        pem = issuer.certificate.public_bytes(Encoding.PEM)
        keyring.write_file(directory / "trust" / f"{issuer.slug}.pem", pem)
        crl = issuer.revocation_list(serials, now=now)
        keyring.write_file(directory / "trust" / f"{issuer.slug}.crl", crl)
