"""
Signing (R131-R134): a QR code for the director's telephone with a page that waits for the answer, and on the same
page NCALayer of the computer, to which the browser takes the documents and from which it brings the signatures.
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
from admissions.views.school.signing_lines import OPEN, Lines, lines_of
from oqu.core import clock
from oqu.core.acting import acting
from oqu.core.errors import DomainError, NotFound
from oqu.integrations.signature import SignatureRefused
from oqu.integrations.signature.egov_qr import qr_text
from staff.permissions import Action, check_may

CMS = "application/cms"


@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show a fresh code for one decision. An address typed by hand only leads to the card."""
    check_may(request.actor, Action.SIGN)
    if request.method != "POST":
        return redirect("admissions:card", uuid)
    try:
        session = services.open_session(uuid=uuid, by=request.actor, now=clock.now())
    except (AlreadyProcessed, DocumentNotReady) as refusal:
        messages.warning(request, str(refusal))
        return redirect("admissions:card", uuid)
    return redirect("admissions:signing", session.scan)


# On this page only: a program on the person's computer.
@csp_update({"connect-src": [settings.NCALAYER_URL]})  # type: ignore[arg-type]
@require_safe
def signing(request: HttpRequest, scan: UUID) -> HttpResponse:
    """The code and what became of it. «Проверить» is this same address."""
    lines = _lines(request, scan)
    if address := _way_on(request, lines):
        return redirect(address)
    return render(request, "admissions/school/signing.html", _context(lines))


@require_safe
def signing_state(request: HttpRequest, scan: UUID) -> HttpResponse:
    """What the page asks every two seconds: nothing new, the new state, or the way to where it is told whole."""
    lines = _lines(request, scan)
    if request.GET.get("seen") == lines.seen:
        return HttpResponse(status=204)
    if lines.state not in OPEN:
        return HttpResponseClientRedirect(
            _way_on(request, lines) or reverse("admissions:signing", args=[scan])
        )
    return render(request, "admissions/school/signing.html#state", _context(lines))


@require_POST
def cancel(request: HttpRequest, scan: UUID) -> HttpResponse:
    """«Отмена»: the code on the screen stops working."""
    services.cancel_sessions(scan, by=request.actor)
    with acting(request.actor, read_only=True):
        sessions = services.sessions_for_director(scan, by=request.actor)
    messages.success(request, _("The signing is cancelled. The decisions still wait for your signature."))
    if len(sessions) == 1:
        return redirect("admissions:card", sessions[0].application.uuid)
    return redirect(reverse("admissions:unprocessed") + "?view=sign")


@require_POST
def signature(request: HttpRequest, uuid: UUID, session_uuid: UUID) -> JsonResponse:
    """
    The CMS that NCALayer made over the stored bytes, as the body: 200 {"url"} to go on to, or {"code", "message"}.

    One document each, so that of many some may be refused and the others stand.
    """
    try:
        check_may(request.actor, Action.SIGN)
        with acting(request.actor, read_only=True):
            session = _own_session(request, uuid, session_uuid)
        services.accept_signature(session.uuid, cms=_cms(request), by=request.actor, now=clock.now())
    except DomainError as refusal:
        return JsonResponse({"code": refusal.code, "message": str(refusal)}, status=refusal.http_status)
    return JsonResponse({"url": reverse("admissions:signing", args=[session.scan])})


def _cms(request: HttpRequest) -> bytes:
    """:raises SignatureRefused: no CMS, or more than any page of the portal may send; that is not even read"""
    if request.content_type != CMS:
        raise SignatureRefused("signature.malformed")
    try:
        return request.body
    except RequestDataTooBig:
        raise SignatureRefused("signature.too_large") from None


def _own_session(request: HttpRequest, uuid: UUID, session_uuid: UUID) -> SigningSession:
    """An address names an application and the session of this very application."""
    sessions = SigningSession.objects.filter(application__uuid=uuid, director_id=request.actor.person_id)
    session = sessions.filter(uuid=session_uuid).first()
    if session is None:
        raise NotFound
    return session


def _lines(request: HttpRequest, scan: UUID) -> Lines:
    check_may(request.actor, Action.SIGN)
    return lines_of(services.sessions_for_director(scan, by=request.actor), now=clock.now())


def _way_on(request: HttpRequest, lines: Lines) -> str:
    """A single signed decision has nothing more to tell than its card has; several are told on this page."""
    if len(lines.all) > 1 or not lines.signed:
        return ""
    application = lines.all[0].application
    messages.success(
        request,
        _(
            "The decision on application No. %(number)s is signed: %(status)s. The parent gets a notification and an SMS."
        )
        % {"number": application.number, "status": application.get_status_display()},
    )
    return reverse("admissions:card", args=[application.uuid])


def _context(lines: Lines) -> dict[str, Any]:
    first = lines.all[0].session
    api_1 = settings.PUBLIC_URL + reverse("admissions:phone-api-1", args=[first.scan])
    application: Application = first.application
    return {
        "scan": first.scan,
        "lines": lines,
        "only": lines.all[0] if len(lines.all) == 1 else None,
        "session": first,
        "application": application,
        "back": reverse("admissions:card", args=[application.uuid])
        if len(lines.all) == 1
        else reverse("admissions:unprocessed") + "?view=sign",
        "qr": mark_safe(documents.qr_svg(qr_text(api_1))),  # noqa: S308 our own SVG of numbers
        "ncalayer_url": settings.NCALAYER_URL,
        "ncalayer_window": settings.NCALAYER_WINDOW_URL,
        "phone_link": settings.EGOV_BUSINESS_LINK.format(url=quote(api_1, safe="")),
    }
