"""The first visit: consent to the use of personal data, given by SMS (R22-R25), and its withdrawal."""

from typing import cast
from uuid import UUID

from django.contrib import auth, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRedirect

from oqu.core import clock
from oqu.core.acting import Actor, acting
from oqu.core.errors import DomainError
from staff import personnel, services, sessions
from staff.frame import Frame
from staff.middleware import manages_its_own_transactions
from staff.models import Consent, Person


@manages_its_own_transactions
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: HttpRequest) -> HttpResponse:
    """
    What to do and where it stands. A press sends the SMS, when none is under way; «Проверить сейчас» is this
    same address.
    """
    refusal, status = "", 200
    try:
        if request.method == "POST":
            services.ask_sign_in_consent(person=_me(request), now=clock.now())
            return redirect("staff:consent")
        now_stands = _refreshed(request)
    except DomainError as silent:
        refusal, status, now_stands = str(silent), silent.http_status, _stored(request)
    if now_stands and now_stands.is_granted:
        return redirect(_go_on(request))
    context = {
        "consent": now_stands,
        "refusal": refusal,
        "frame": Frame(person_name=request.user.full_name),
    }
    return render(request, "staff/consent.html", context, status=status)


@manages_its_own_transactions
@require_safe
def consent_state(request: HttpRequest) -> HttpResponse:
    """What the waiting page asks every few seconds."""
    now_stands = _refreshed(request)
    if now_stands is None or now_stands.state == request.GET.get("seen"):
        return HttpResponse(status=204)
    return HttpResponseClientRedirect(reverse("staff:consent"))


@manages_its_own_transactions
@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """«Отозвать согласие»: what it will mean, and the act; the portal is left at once, everywhere."""
    if request.method != "POST":
        agreed = services.own_granted_consent(uuid=uuid, person=_me(request))
        return render(request, "staff/withdraw.html", {"consent": agreed})
    services.revoke_consent(uuid=uuid, person=_me(request), now=clock.now())
    auth.logout(request)
    messages.success(request, _("Your consent is withdrawn and you are signed out."))
    return redirect("home")


def _me(request: HttpRequest) -> Person:
    """Nobody else gets here: every page needs a sign-in."""
    return cast(Person, request.user)


def _stored(request: HttpRequest) -> Consent | None:
    with acting(Actor.parent(request.user.pk), read_only=True):
        return personnel.sign_in_consent(request.user.pk)


def _refreshed(request: HttpRequest) -> Consent | None:
    stored = _stored(request)
    if stored is None:
        return None
    return services.refresh_consent(uuid=stored.uuid, by=Actor.parent(request.user.pk), now=clock.now())


def _go_on(request: HttpRequest) -> str:
    request.session[sessions.CONSENTED] = True
    return request.session.pop(sessions.WANTED_BEFORE_CONSENT, "") or reverse("home")
