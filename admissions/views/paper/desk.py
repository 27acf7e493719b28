"""«Ручной прием заявлений»: what the clerk has begun and not registered yet."""

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from admissions import selectors
from admissions.models import Application
from admissions.season import Season
from admissions.views.family import steps
from oqu.core import clock
from staff import personnel
from staff.permissions import Action, check_may


@dataclass(frozen=True)
class Unfinished:
    """A draft, how many steps are left and where the clerk goes on."""

    application: Application
    left: int
    url: str


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    check_may(request.actor, Action.REGISTER_PAPER)
    now = clock.now()
    rows = selectors.paper_drafts(request.actor).prefetch_related("documents")
    context = {
        "drafts": [_unfinished(draft) for draft in rows],
        "asked": personnel.paper_requests(request.actor.school_id, request.actor.person_id, now=now),
        "season": _season(request, now),
    }
    return render(request, "admissions/paper/desk.html", context)


def _unfinished(draft: Application) -> Unfinished:
    left = sum(not step.is_done for step in steps.steps_of(draft))
    return Unfinished(draft, left, steps.next_step(draft).url)


def _season(request: HttpRequest, now: dt.datetime) -> Season | None:
    campaign = selectors.campaign_of(request.membership.school, now=now)
    return Season(campaign, now) if campaign else None
