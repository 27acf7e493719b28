"""
The folder of what the portal believes: certificates of the authorities and their revocation lists.

Files `*.pem|*.cer|*.crt|*.der` are certificates, those that signed themselves are the roots; `*.crl` are lists. Whoever may
write there decides whom the portal believes: the operator puts the certificates, a job renews the lists.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from asn1crypto import pem, x509

from oqu.integrations.signature.revocation_lists import RevocationList

CERTIFICATES = {".pem", ".cer", ".crt", ".der"}


@dataclass(frozen=True)
class Trust:
    """Roots, the authorities under them, and their lists."""

    roots: tuple[x509.Certificate, ...]
    intermediates: tuple[x509.Certificate, ...]
    crls: tuple[RevocationList, ...]

    def lists_of(self, authority: x509.Certificate) -> list[RevocationList]:
        """The genuine ones; those of others with the same name are none."""
        return [each for each in self.crls if each.is_of(authority)]

    def authority(self, key_sha256: str) -> x509.Certificate | None:
        """The pinned one whose public key has this hash."""
        return next((each for each in self.authorities if key_hash(each) == key_sha256), None)

    @property
    def authorities(self) -> tuple[x509.Certificate, ...]:
        return (*self.roots, *self.intermediates)

    def pins(self, certificate: x509.Certificate) -> bool:
        return certificate.dump() in {pinned.dump() for pinned in self.authorities}

    @property
    def is_test(self) -> bool:
        """True when a root says that it is a test one: never to be believed in production."""
        return any("TEST" in str(root.subject.native.get("common_name", "")).upper() for root in self.roots)


def key_hash(authority: x509.Certificate) -> str:
    """How an authority is named where something is stored about its certificates."""
    return hashlib.sha256(authority.public_key.dump()).hexdigest()


def load_trust(directory: Path) -> Trust:
    """
    What lies in the folder now; read again only when a file changed.

    :raises OSError, ValueError: the folder or a file of it cannot be read
    """
    files = []
    for path in sorted(directory.iterdir()):
        if path.suffix in CERTIFICATES | {".crl"} and not path.name.startswith("."):
            seen = path.stat()
            files.append((path, seen.st_mtime_ns, seen.st_size, seen.st_ino))
    return _read(tuple(files))


@lru_cache(maxsize=8)
def _read(files: tuple[tuple[Path, int, int, int], ...]) -> Trust:
    paths = [path for path, *_seen in files]
    certificates = [
        x509.Certificate.load(der, strict=True)
        for path in paths
        if path.suffix in CERTIFICATES
        for der in _ders(path)
    ]
    lists = [RevocationList(der) for path in paths if path.suffix == ".crl" for der in _ders(path)]
    return Trust(
        roots=tuple(each for each in certificates if each.self_issued),
        intermediates=tuple(each for each in certificates if not each.self_issued),
        crls=tuple(lists),
    )


def _ders(path: Path) -> Iterator[bytes]:
    """One file may hold one DER or several PEM blocks."""
    data = path.read_bytes()
    if pem.detect(data):
        yield from (der for _kind, _headers, der in pem.unarmor(data, multiple=True))
    else:
        yield data
