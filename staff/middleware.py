"""Every request acts as somebody: the person of the session under the role they chose."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any, TypeVar

from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django_htmx.http import HttpResponseClientRedirect

from oqu.core import clock
from oqu.core.acting import Actor, acting
from staff import personnel, sessions

ViewT = TypeVar("ViewT", bound=Callable[..., object])
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def manages_its_own_transactions(view: "ViewT") -> "ViewT":
    """Mark a view whose GET writes (the way back from eGov) or that has no use for a transaction."""
    view.own_transactions = True  # type: ignore[attr-defined]
    return view


class ActingRequest:
    """
    Sets `request.actor` (and `request.membership`) and opens the acting transaction for safe methods,
    read-only. Unsafe methods open theirs in the service they call.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self._identify(request)
        with self._transaction(request):
            response = self.get_response(request)
        if request.actor.scope != "public":  # type: ignore[attr-defined]
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def _identify(self, request: HttpRequest) -> None:
        actor, membership = Actor.public(), None
        if auth.SESSION_KEY in request.session and sessions.is_over(request.session, now=clock.now()):
            auth.logout(request)
        if auth.SESSION_KEY in request.session and request.user.is_authenticated:
            if not (request.method in SAFE and getattr(request, "htmx", False)):
                sessions.saw(request.session, now=clock.now())
            role = request.session.get(sessions.ROLE, "parent")
            with acting(Actor.parent(request.user.pk), read_only=True):
                actor, membership = sessions.actor_of(
                    request.user, role, today=clock.today(), how=sessions.signed_in_by(request.session)
                )
        request.actor = actor  # type: ignore[attr-defined]
        request.membership = membership  # type: ignore[attr-defined]

    def _transaction(self, request: HttpRequest) -> AbstractContextManager[object]:
        if request.method not in SAFE or _manages_its_own(request.path_info):
            return nullcontext()
        return acting(request.actor, read_only=True)  # type: ignore[attr-defined]


# Pages that a person without consent may open (R24).
BEFORE_CONSENT = frozenset(
    {
        *("staff:consent", "staff:consent-state", "staff:sign-in", "staff:callback", "staff:sign-out"),
        *(
            "core:language",
            "core:help",
            "admissions:lookup",
            "admissions:lookup-streets",
            "admissions:school",
        ),
        *("admissions:check", "admissions:check-ask"),
    }
)


class ConsentGate:
    """
    Nobody goes on without consent to the use of their data: it is asked at the first visit, and again if it
    ended (R24). Stands after `ActingRequest`.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        if not settings.CONSENT_REQUIRED_AT_SIGN_IN or request.actor.scope == "public":  # type: ignore[attr-defined]
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name in BEFORE_CONSENT or request.session.get(sessions.CONSENTED):
            return None
        person_id: int = request.actor.person_id  # type: ignore[attr-defined]
        with acting(Actor.parent(person_id), read_only=True):
            consent = personnel.sign_in_consent(person_id)
        if consent and consent.is_granted:
            request.session[sessions.CONSENTED] = True
            return None
        if request.htmx:  # type: ignore[attr-defined]
            return HttpResponseClientRedirect(reverse("staff:consent"))
        if _is_a_page(request):
            request.session[sessions.WANTED_BEFORE_CONSENT] = request.get_full_path()
        return redirect("staff:consent")


def _is_a_page(request: HttpRequest) -> bool:
    """What a person can be led back to: neither a form that was sent nor a picture of a page."""
    return request.method == "GET" and request.headers.get("Sec-Fetch-Dest", "document") == "document"


def _manages_its_own(path: str) -> bool:
    try:
        view = resolve(path).func
    except Resolver404:
        return False
    return getattr(view, "own_transactions", False) or getattr(
        getattr(view, "view_class", None), "own_transactions", False
    )
