"""What the worker fetched about revocation, as the verifier asks for it. Reads the database, never the network."""

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache

from asn1crypto import x509
from django.db import connection

from oqu.core import clock
from oqu.integrations.signature.models import AskedStatus, PublishedList
from oqu.integrations.signature.ocsp import Answer
from oqu.integrations.signature.revocation import Source
from oqu.integrations.signature.revocation_lists import RevocationList
from oqu.integrations.signature.trust import key_hash


class Fetched:
    """The tables that the worker fills."""

    def about(self, certificate: x509.Certificate, issuer: x509.Certificate) -> Sequence[Source]:
        authority = key_hash(issuer)
        newest = PublishedList.objects.filter(authority=authority).order_by("-begins_at", "-pk")
        sha256 = newest.values_list("sha256", flat=True).first()
        asked = AskedStatus.objects.filter(authority=authority, serial=_serial(certificate))
        answer = asked.filter(answer__isnull=False).values_list("answer", flat=True).first()
        return [
            *([_list(sha256, issuer.public_key.dump())] if sha256 else []),
            *([Answer(bytes(answer), certificate.serial_number, issuer)] if answer else []),
        ]

    def want(self, certificate: x509.Certificate, issuer: x509.Certificate) -> None:
        """Not inside somebody's transaction: it may be read-only, or end in a rollback."""
        if not connection.in_atomic_block:
            want_status(key_hash(issuer), _serial(certificate), now=clock.now())


def want_status(authority: str, serial: str, *, now: dt.datetime) -> None:
    AskedStatus.objects.update_or_create(authority=authority, serial=serial, defaults={"wanted_at": now})


def _serial(certificate: x509.Certificate) -> str:
    return f"{certificate.serial_number:x}"


@lru_cache(maxsize=16)
def _list(sha256: str, public_key: bytes) -> RevocationList:
    found = RevocationList(bytes(PublishedList.objects.values_list("der", flat=True).get(sha256=sha256)))
    found.believe(public_key)
    return found
