"""Step 5: look at the answers once more and send them, when admission is open; until then wait here."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from admissions import errors, selectors, sending
from admissions.forms.family import SendForm
from admissions.forms.paper import RegisterForm
from admissions.models import Application
from admissions.season import Season
from admissions.views.family import steps
from admissions.views.family.reading import own_application, page, seeing, sent
from oqu.core import clock
from oqu.core.errors import DomainError
from staff import services as people
from staff.departments import department_of
from staff.permissions import Action


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, uuid: UUID, filling: Action = Action.APPLY) -> HttpResponse:
    """The key is made with the page: pressed twice, or sent again after a lost answer, it is one application."""
    draft, key = own_application(request, uuid, filling), _key(request)
    with seeing(request):
        answered = selectors.sent_with(key, uuid, request.actor)
        live = selectors.live_of_child(draft.child_iin_index, request.actor)
        there = live if live and selectors.has_joined(draft, live) else draft
    if answered or not there.is_draft:
        return _told(answered, filling) if answered else sent(there, filling)
    form = (RegisterForm if draft.is_on_paper else SendForm)(request.POST or None)
    context: dict[str, Any] = {"form": form, "refusal": None, "missing": [], "status": 200}
    if form.is_bound and form.is_valid():
        try:
            return _send(request, draft, key, filling)
        except DomainError as refusal:
            context |= _explained(refusal, draft)
    elif form.is_bound:
        context["status"] = 422
    would_join = live is not None and live.school_id == draft.school_id
    context |= {"key": key, "live": live, "would_join": would_join, **_shown(request, draft)}
    template = "admissions/paper/check.html" if draft.is_on_paper else "admissions/family/check.html"
    return page(request, template, context, context["status"])


def _send(request: HttpRequest, draft: Application, key: UUID, filling: Action) -> HttpResponse:
    if filling == Action.APPLY:
        people.language_chosen(request.user.pk, get_language())
    return _told(sending.send(uuid=draft.uuid, key=key, by=request.actor), filling)


def _told(arrived: Application, filling: Action) -> HttpResponse:
    """Every press of one key is answered alike: by the page that says when the application arrived."""
    return redirect(f"{sent(arrived, filling).url}?sent=1")


def _shown(request: HttpRequest, draft: Application) -> dict[str, object]:
    season = Season(draft.campaign, clock.now())
    with seeing(request):
        department = department_of(draft.school) if season.is_over and draft.school else None
    links = steps.changing(draft)
    return {
        **(dict.fromkeys(links, "") if season.is_over else links),
        "draft": draft,
        "back": steps.before("check", draft),
        "address": draft.registered_address,
        "tells_register": draft.is_parent or draft.is_on_paper,
        "documents": selectors.documents_of(draft),
        "season": season,
        "department": department,
        "left": [step for step in steps.steps_of(draft)[:-1] if not step.is_done],
    }


def _explained(refusal: DomainError, draft: Application) -> dict[str, object]:
    """What stands above the answers; the draft is as it was."""
    missing = refusal.context["missing"] if isinstance(refusal, errors.DraftIncomplete) else []
    return {
        "refusal": refusal,
        "missing": steps.missing_of(draft, missing),
        "status": refusal.http_status,
    }


def _key(request: HttpRequest) -> UUID:
    """The page's own key; a page without a readable one gets a new one."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid4()
