"""What the authority answers over HTTP: its revocation lists and its OCSP."""

import hashlib
from datetime import timedelta

from asn1crypto import ocsp
from asn1crypto import x509 as asn1
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from oqu.sandbox import clock
from oqu.sandbox.faults.middleware import fault_of
from oqu.sandbox.pki import making, responder, stored
from oqu.sandbox.pki.authority import Authority
from oqu.sandbox.pki.private_keys import ALGORITHMS

LIST_LIFETIME = timedelta(days=1)
RAN_OUT = timedelta(minutes=-5)


@require_GET
def revocation_list(request: HttpRequest, slug: str) -> HttpResponse:
    issuer = next((each for each in _authorities() if each.slug == slug), None)
    if issuer is None:
        raise Http404
    fault = fault_of(request, "pki")
    der = issuer.revocation_list(
        _revoked_by(issuer, everything=fault == "revoked"),
        now=clock.now(),
        lifetime=RAN_OUT if fault == "stale" else LIST_LIFETIME,
    )
    return HttpResponse(der, content_type="application/pkix-crl")


@csrf_exempt  # for programs: no session and no cookie stand behind it
@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    return HttpResponse(_answer(request), content_type="application/ocsp-response")


def _answer(request: HttpRequest) -> bytes:
    try:
        asked = responder.certificate_in(request.body)
    except ValueError:
        return responder.refusal("malformed_request")
    issuer = next((each for each in _authorities() if _is_about(asked, each)), None)
    if issuer is None:
        return responder.refusal("unauthorized")
    fault, serial = fault_of(request, "pki"), asked["serial_number"].native
    status = "revoked" if fault == "revoked" or serial in _revoked_by(issuer) else "good"
    certificate, key = stored.responder(settings.LOCAL_DIR / "pki", issuer, now=clock.now())
    return responder.answer(
        asked, "unknown" if fault == "unknown" else status, certificate, key, now=clock.now()
    )


def _authorities() -> list[Authority]:
    folder = settings.LOCAL_DIR / "pki"
    return [
        authority
        for algorithm in ALGORITHMS
        for authority in stored.authorities(
            folder, "test", now=clock.now(), base_url=settings.SANDBOX_URL, algorithm=algorithm
        )
    ]


def _revoked_by(issuer: Authority, *, everything: bool = False) -> list[int]:
    """The root revokes nobody."""
    if issuer.slug.startswith("root"):
        return []
    return making.revoked_serials(settings.LOCAL_DIR / "pki", issuer.key.algorithm, everything=everything)


def _is_about(asked: ocsp.CertId, issuer: Authority) -> bool:
    subject = asn1.Certificate.load(issuer.certificate.public_bytes(Encoding.DER)).subject.dump()
    return (
        asked["hash_algorithm"]["algorithm"].native == "sha256"
        and asked["issuer_name_hash"].native == hashlib.sha256(subject).digest()
    )
