"""One button, the way to eGov, and the way back (R9-R21)."""

from django.conf import settings
from django.contrib import auth, messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from oqu.core import clock
from oqu.core.acting import Actor, acting
from oqu.integrations.egov_login import get_egov_login
from staff import selectors, services, sessions
from staff.middleware import manages_its_own_transactions
from staff.models import Person


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

    :raises SignInRefused | SignInExpired: shown as pages
    """
    state = request.session.pop(sessions.STATE, "")
    if not state or request.GET.get("state") != state:
        raise services.SignInExpired
    if request.GET.get("error") or "code" not in request.GET:
        messages.warning(request, str(services.SignInRefused()))
        return redirect("home")
    told, next_path = services.finish_sign_in(
        state=state, code=request.GET["code"], redirect_uri=_redirect_uri(), now=clock.now()
    )
    person = services.know_person(told)
    if not person.is_active:
        raise services.SignInRefused
    _open_session(request, person, told.auth_method)
    return redirect(next_path or _first_page(request, person))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    auth.logout(request)
    return redirect("/")


def _open_session(request: HttpRequest, person: Person, auth_method: str | None) -> None:
    auth.login(request, person, backend="staff.backends.EgovBackend")  # rotates the session key
    request.session[sessions.SIGNED_IN_AT] = clock.now().isoformat()
    request.session[sessions.AUTH_METHOD] = auth_method
    with acting(Actor.parent(person.pk), read_only=True):
        memberships = selectors.memberships_of(person.pk, on=clock.today())
    role = sessions.first_role(person, memberships)
    request.session[sessions.ROLE] = role or "parent"
    request.session["has_several_roles"] = bool(memberships) or person.is_ministry
    request.session["must_choose_role"] = role is None


def _first_page(request: HttpRequest, person: Person) -> str:
    if request.session.pop("must_choose_role", False):
        return reverse("staff:switch-role")
    return reverse("home")


def _redirect_uri() -> str:
    return f"{settings.PUBLIC_URL}{reverse('staff:callback')}"


def _safe_path(request: HttpRequest) -> str:
    path = request.GET.get("next", "")
    return path if url_has_allowed_host_and_scheme(path, allowed_hosts=None) else ""
