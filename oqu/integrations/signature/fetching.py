"""
The worker's errands: fresh revocation lists, and answers about certificates that no list speaks of.

Only the addresses of the settings are asked, whatever stands in a certificate. Nothing is stored that the pinned
authority did not sign. Called by tasks, outside any transaction.
"""

import datetime as dt
import logging
from pathlib import Path

import httpx
from asn1crypto import x509
from django.conf import settings

from oqu.integrations.signature import ocsp
from oqu.integrations.signature.models import AskedStatus, PublishedList, PublishingPoint
from oqu.integrations.signature.revocation_lists import RevocationList
from oqu.integrations.signature.trust import Trust, key_hash, load_trust

logger = logging.getLogger(__name__)

RENEW_AFTER = dt.timedelta(minutes=10)
ASK_FOR = dt.timedelta(hours=1)  # a wish older than that was given up by the person
CLOCKS_DIFFER = dt.timedelta(minutes=5)
MAX_LIST_BYTES = 32 * 1024 * 1024
SECONDS = 20.0


class NotFetched(Exception):
    """The text is the reason, without an address or a person."""


def renew_lists(*, now: dt.datetime) -> int:
    """How many addresses gave a list; one that was asked within ten minutes is left alone."""
    trust = load_trust(Path(settings.SIGNATURE_TRUST_ROOTS_DIR))
    return sum(_renewed(url, trust, now) for url in settings.SIGNATURE_CRL_URLS)


def ask_statuses(*, now: dt.datetime) -> int:
    """How many answers came; one that still holds is not asked again."""
    if not settings.SIGNATURE_OCSP_URL:
        return 0
    trust = load_trust(Path(settings.SIGNATURE_TRUST_ROOTS_DIR))
    wanted = AskedStatus.objects.filter(wanted_at__gt=now - ASK_FOR).order_by("wanted_at")
    return sum(_answered(each, trust, now) for each in wanted if each.ends_at is None or each.ends_at <= now)


def _renewed(url: str, trust: Trust, now: dt.datetime) -> bool:
    if PublishingPoint.objects.filter(url=url, fetched_at__gt=now - RENEW_AFTER).exists():
        return False
    try:
        published = RevocationList(_fetch(url, MAX_LIST_BYTES))
        authority = next(each for each in trust.authorities if published.is_of(each))
    except (NotFetched, ValueError, StopIteration) as reason:
        logger.warning("signature: a revocation list was not renewed: %s", type(reason).__name__)
        return False
    PublishedList.objects.get_or_create(
        sha256=published.sha256,
        defaults={
            "authority": key_hash(authority),
            "begins_at": published.begins,
            "ends_at": published.ends,
            "der": published.der,
            "fetched_at": now,
        },
    )
    PublishingPoint.objects.update_or_create(url=url, defaults={"fetched_at": now})
    return True


def _answered(asked: AskedStatus, trust: Trust, now: dt.datetime) -> bool:
    authority = trust.authority(asked.authority)
    if authority is None:
        return False
    try:
        answer = _ask(int(asked.serial, 16), authority)
    except (NotFetched, ValueError) as reason:
        logger.warning("signature: the status of a certificate is not known: %s", type(reason).__name__)
        return False
    if not now - ocsp.HOLDS < answer.begins < now + CLOCKS_DIFFER:
        logger.warning("signature: an answer about a certificate is not of now")
        return False
    asked.answer, asked.ends_at = answer.der, answer.ends
    asked.save(update_fields=["answer", "ends_at"])
    return True


def _ask(serial: int, authority: x509.Certificate) -> ocsp.Answer:
    question = ocsp.question_about(serial, authority)
    return ocsp.Answer(_fetch(settings.SIGNATURE_OCSP_URL, ocsp.MAX_BYTES, question), serial, authority)


def _fetch(url: str, at_most: int, question: bytes | None = None) -> bytes:
    """:raises NotFetched: no answer, a refusal, a redirect, or more than `at_most` bytes"""
    headers = {"Content-Type": "application/ocsp-request"} if question else {}
    received = bytearray()
    try:
        with (
            httpx.Client(timeout=SECONDS, transport=httpx.HTTPTransport(retries=2)) as client,
            client.stream("POST" if question else "GET", url, content=question, headers=headers) as response,
        ):
            if response.status_code != 200:
                raise NotFetched(f"status {response.status_code}")
            for part in response.iter_bytes():
                received += part
                if len(received) > at_most:
                    raise NotFetched("too long")
    except httpx.HTTPError as error:
        raise NotFetched(type(error).__name__) from error
    return bytes(received)
