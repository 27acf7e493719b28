"""What happens after a person has chosen: the key is opened, every document signed, the page answered."""

from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings
from django.utils import timezone

from oqu.sandbox import clock
from oqu.sandbox.ncalayer.models import Request
from oqu.sandbox.ncalayer.wishes import FILE, Answer, Wish, cancelled, done, failed, signed
from oqu.sandbox.pki import Key, load_key
from oqu.sandbox.signing.cms import sign

NOTHING_THERE = "Хранилище не подключено или в нём нет ключей"


def fulfil(wish: Wish, chosen: Request) -> Answer:
    if chosen.answer == Request.Answer.CANCEL:
        return cancelled(wish)
    if chosen.storage != FILE:
        return failed(wish.module, "SIGNING_FAILURE", NOTHING_THERE)
    key = load_key(settings.LOCAL_DIR / "pki", chosen.key)
    if wish.wants_key_info:
        return done(wish, _information(key))
    moment = clock.now()
    return signed(
        wish, [sign(each, key, moment=moment, is_attached=wish.is_attached) for each in wish.documents]
    )


def _information(key: Key) -> dict[str, Any]:
    certificate = key.certificate
    return {
        "alias": key.name,
        "subjectDn": certificate.subject.rfc4514_string(),
        "issuerDn": certificate.issuer.rfc4514_string(),
        "serialNumber": str(certificate.serial_number),
        "certNotBefore": _moment(certificate.not_valid_before_utc),
        "certNotAfter": _moment(certificate.not_valid_after_utc),
        "pem": _pem(certificate),
    }


def _moment(moment: Any) -> str:
    return timezone.localtime(moment).strftime("%d.%m.%Y %H:%M:%S")


def _pem(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(Encoding.PEM).decode()
