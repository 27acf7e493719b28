"""
Signing (R131-R134): a QR code for the director's telephone with a page that waits for the answer, and on the same
page NCALayer of the computer, to which the browser takes the document and from which it brings the signature.
"""

from typing import Any
from urllib.parse import quote
from uuid import UUID

from csp.decorators import csp_update
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from admissions import documents, services
from admissions.errors import AlreadyProcessed, DocumentNotReady
from admissions.models import Application, SigningSession
from oqu.core import clock
from oqu.core.acting import acting
from oqu.core.errors import DomainError, NotFound
from oqu.integrations.signature import SENTENCES, SignatureRefused, sentence
from oqu.integrations.signature.egov_qr import qr_text
from staff.permissions import Action, check_may

EXPIRED = "expired"  # a state of the screen: the row only knows until when
CMS = "application/cms"
_OPEN = {SigningSession.State.WAITING, SigningSession.State.TAKEN}


@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show a fresh code. An address typed by hand only leads to the card."""
    check_may(request.actor, Action.SIGN)
    if request.method != "POST":
        return redirect("admissions:card", uuid)
    try:
        session = services.open_session(uuid=uuid, by=request.actor, now=clock.now())
    except (AlreadyProcessed, DocumentNotReady) as refusal:
        messages.warning(request, str(refusal))
        return redirect("admissions:card", uuid)
    return redirect("admissions:signing", uuid, session.uuid)


# On this page only: a program on the person's computer.
@csp_update({"connect-src": [settings.NCALAYER_URL]})  # type: ignore[arg-type]
@require_safe
def signing(request: HttpRequest, uuid: UUID, session_uuid: UUID) -> HttpResponse:
    """The code and what became of it. «Проверить» is this same address."""
    session = _own_session(request, uuid, session_uuid)
    if session.state == SigningSession.State.SIGNED:
        return redirect(_card_after(request, session.application))
    return render(request, "admissions/school/signing.html", _context(session))


@require_safe
def signing_state(request: HttpRequest, uuid: UUID, session_uuid: UUID) -> HttpResponse:
    """What the page asks every two seconds: nothing new, the new state, or the way to the card."""
    session = _own_session(request, uuid, session_uuid)
    if session.state == SigningSession.State.SIGNED:
        return HttpResponseClientRedirect(_card_after(request, session.application))
    if request.GET.get("seen") == _state_of(session):
        return HttpResponse(status=204)
    return render(request, "admissions/school/signing.html#state", _context(session))


@require_POST
def signature(request: HttpRequest, uuid: UUID, session_uuid: UUID) -> JsonResponse:
    """
    The CMS that NCALayer made over the stored bytes, as the body: 200 {"url"} to go on to, or {"code", "message"}.

    One document each, so that of many some may be refused and the others stand.
    """
    try:
        with acting(request.actor, read_only=True):
            session = _own_session(request, uuid, session_uuid)
        services.accept_signature(session.uuid, cms=_cms(request), by=request.actor, now=clock.now())
    except DomainError as refusal:
        return JsonResponse({"code": refusal.code, "message": str(refusal)}, status=refusal.http_status)
    return JsonResponse({"url": reverse("admissions:signing", args=[uuid, session_uuid])})


def _cms(request: HttpRequest) -> bytes:
    """:raises SignatureRefused: no CMS, or more than any page of the portal may send; that is not even read"""
    if request.content_type != CMS:
        raise SignatureRefused("signature.malformed")
    try:
        return request.body
    except RequestDataTooBig:
        raise SignatureRefused("signature.too_large") from None


def _own_session(request: HttpRequest, uuid: UUID, session_uuid: UUID) -> SigningSession:
    check_may(request.actor, Action.SIGN)
    session = services.session_for_director(session_uuid)
    if session.application.uuid != uuid or session.director_id != request.actor.person_id:
        raise NotFound
    return session


def _card_after(request: HttpRequest, application: Application) -> str:
    messages.success(
        request,
        _(
            "The decision on application No. %(number)s is signed: %(status)s. The parent gets a notification and an SMS."
        )
        % {"number": application.number, "status": application.get_status_display()},
    )
    return reverse("admissions:card", args=[application.uuid])


def _state_of(session: SigningSession) -> str:
    is_late = session.state in _OPEN and clock.now() >= session.expires_at
    return EXPIRED if is_late else session.state


def _context(session: SigningSession) -> dict[str, Any]:
    api_1 = settings.PUBLIC_URL + reverse("admissions:phone-api-1", args=[session.uuid])
    known = session.failure_code in SENTENCES
    return {
        "session": session,
        "application": session.application,
        "state": _state_of(session),
        "failure": sentence(session.failure_code) if known else "",
        "qr": mark_safe(documents.qr_svg(qr_text(api_1))),  # noqa: S308 our own SVG of numbers
        "ncalayer_url": settings.NCALAYER_URL,
        "ncalayer_window": settings.NCALAYER_WINDOW_URL,
        "phone_link": settings.EGOV_BUSINESS_LINK.format(url=quote(api_1, safe="")),
    }
