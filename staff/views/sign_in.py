"""One button, the way to eGov, and the way back (R9-R21)."""

import logging

from django.conf import settings
from django.contrib import auth, messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from oqu.core import clock
from oqu.core.acting import Actor, acting
from oqu.core.errors import DomainError
from oqu.integrations.egov_login import EgovPerson, get_egov_login
from staff import selectors, services, sessions
from staff.middleware import manages_its_own_transactions
from staff.models import Person

logger = logging.getLogger(__name__)


@manages_its_own_transactions
@login_not_required
@require_safe
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """Off to eGov, with a state that only this browser can bring back."""
    state = services.start_sign_in(next_path=_safe_path(request), now=clock.now())
    request.session[sessions.STATE] = state
    return HttpResponseRedirect(
        get_egov_login().authorize_url(
            state=state, redirect_uri=_redirect_uri(), language=get_language() or settings.LANGUAGE_CODE
        )
    )


@manages_its_own_transactions
@login_not_required
@require_safe
@never_cache
def callback(request: HttpRequest) -> HttpResponse:
    """
    Back from eGov: a code, or an error of the protocol. Who pressed «Запретить» comes home with a sentence (R21).

    :raises DomainError: shown as a page
    """
    try:
        return redirect(_come_back(request))
    except DomainError as refusal:
        logger.warning("sign-in refused: %s request=%s", refusal.code, request.request_id)
        if not isinstance(refusal, services.SignInRefused):
            raise
        messages.warning(request, str(refusal))
        return redirect("home")


def _come_back(request: HttpRequest) -> str:
    """The page to begin with."""
    if request.method == "HEAD":  # somebody looks whether the link works: that must not use it up
        raise services.SignInExpired
    state = request.session.pop(sessions.STATE, "")
    if not state or not constant_time_compare(request.GET.get("state", ""), state):
        raise services.SignInExpired
    if error := request.GET.get("error"):
        raise services.stop_sign_in(state=state, error=error, now=clock.now())
    if not (code := request.GET.get("code")):
        raise services.SignInExpired
    told, next_path = services.finish_sign_in(
        state=state, code=code, redirect_uri=_redirect_uri(), now=clock.now()
    )
    person = services.know_person(told)
    if not person.is_active:
        raise services.MayNotSignIn
    return _open_session(request, person, told, next_path)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    auth.logout(request)
    return redirect("/")


def _open_session(request: HttpRequest, person: Person, told: EgovPerson, next_path: str) -> str:
    """A session with a new key; returns the page to begin with."""
    auth.login(request, person, backend="staff.backends.EgovBackend")  # rotates the session key
    request.session[sessions.SIGNED_IN_AT] = request.session[sessions.SEEN_AT] = clock.now().isoformat()
    request.session[sessions.AUTH_METHOD] = told.auth_method
    request.session[sessions.ORGANISATION_BIN] = told.organisation_bin
    if told.auth_method is None:
        logger.warning("eGov did not tell how person %s signed in", person.pk)
    with acting(Actor.parent(person.pk), read_only=True):
        memberships = selectors.memberships_of(person.pk, on=clock.today())
    has_roles = bool(memberships) or person.is_ministry
    role = sessions.first_role(person, memberships, sessions.signed_in_by(request.session))
    sessions.take_role(request.session, person.pk, role or "parent", now=clock.now())
    request.session["has_several_roles"] = has_roles
    if role is None or (role == "parent" and has_roles and not next_path):
        request.session[sessions.NEXT_PATH] = next_path
        return reverse("staff:switch-role")
    return next_path or reverse("home")


def _redirect_uri() -> str:
    return f"{settings.PUBLIC_URL}{reverse('staff:callback')}"


def _safe_path(request: HttpRequest) -> str:
    path = request.GET.get("next", "")
    return path if url_has_allowed_host_and_scheme(path, allowed_hosts=None) else ""
