"""Making the whole test authority in a folder, or only what is missing there."""

import fcntl
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding

from oqu.sandbox.pki import authority, keyring, names, profile, stored
from oqu.sandbox.pki.private_keys import ALGORITHMS, RSA, new_key

YEAR = timedelta(days=365)
RENEW_BEFORE = timedelta(days=30)
SEAL = "portal-seal"


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

    :param holders: key name (see `names`) -> holder
    """
    directory.mkdir(parents=True, exist_ok=True)
    with (directory / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        issuers = {
            (which, algorithm): stored.authorities(
                directory, which, now=now, base_url=base_url, algorithm=algorithm
            )
            for which in ("test", "stranger")
            for algorithm in ALGORITHMS
        }
        issued = [
            name
            for name, holder in holders.items()
            if _ensure_key(directory / "keys", name, holder, issuers[_issuer_of(name)][1], now)
        ]
        _ensure_key(directory / "portal", SEAL, profile.PORTAL, issuers["test", RSA][1], now)
        for algorithm in ALGORITHMS:
            root, nca = issuers["test", algorithm]
            _publish(directory, root, [], now)
            _publish(directory, nca, revoked_serials(directory, algorithm), now)
    return issued


def revoked_serials(directory: Path, algorithm: str, *, everything: bool = False) -> list[int]:
    """What stands in the revocation list of the national authority of this algorithm; `everything`: every key."""
    return [
        keyring.load_key(directory, name).certificate.serial_number
        for name in keyring.key_names(directory)
        if names.parse(name).algorithm == algorithm
        and (everything or names.parse(name).kind.startswith("revoked"))
    ]


def _issuer_of(name: str) -> tuple[str, str]:
    parts = names.parse(name)
    return "stranger" if parts.kind.startswith("forged") else "test", parts.algorithm


def _ensure_key(
    folder: Path, name: str, holder: profile.Holder, issuer: authority.Authority, now: datetime
) -> bool:
    """True when a new key was made."""
    parts = names.parse(name)
    if _is_good(folder / f"{name}.p12", issuer, now):
        return False
    not_before = now - (YEAR + RENEW_BEFORE if parts.kind.startswith("expired") else timedelta(days=1))
    private = new_key(parts.algorithm)
    certificate = issuer.issue(
        profile.KINDS[parts.kind],
        holder,
        private.public,
        not_before=not_before,
        not_after=not_before + YEAR,
    )
    keyring.save_key(folder, keyring.Key(name, certificate, private, (issuer.certificate,)))
    return True


def _is_good(path: Path, issuer: authority.Authority, now: datetime) -> bool:
    try:
        key = keyring.read_key(path)
    except (OSError, ValueError):
        return False
    is_expired_on_purpose = names.parse(key.name).kind.startswith("expired")
    lasts = is_expired_on_purpose or key.certificate.not_valid_after_utc > now + RENEW_BEFORE
    return lasts and key.authorities == (issuer.certificate,)


def _publish(directory: Path, issuer: authority.Authority, revoked: list[int], now: datetime) -> None:
    """What a portal is given: the authority's certificate and its list."""
    pem = issuer.certificate.public_bytes(Encoding.PEM)
    keyring.write_file(directory / "trust" / f"{issuer.slug}.pem", pem)
    crl = issuer.revocation_list(revoked, now=now)
    keyring.write_file(directory / "trust" / f"{issuer.slug}.crl", crl)
