"""The first page of each role at a school (S1): what to do now, and how things stand."""

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from admissions import selectors
from admissions.deadlines import clock_of, time_left
from admissions.views.school.preparation import tasks_of
from limits.selectors import LanguageSeats, seats_of_schools
from microdistrict.selectors import streets_of
from oqu.core import clock
from oqu.core.acting import Actor
from oqu.core.errors import Forbidden
from staff.models import School
from staff.permissions import Action, may
from staff.states import Role


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """:raises Forbidden: who acts for no school has another first page"""
    if request.membership is None:
        raise Forbidden
    school, now = request.membership.school, clock.now()
    facts = {
        Role.DIRECTOR: _for_director,
        Role.EXECUTOR: _for_executor,
        Role.OSO_STAFF: _for_oso,
    }[Role(request.actor.role)]
    seats = _seats(school, now)
    context = {
        "school": school,
        "tasks": [],
        "work": None,
        "next": None,
        "streets": None,
        "seats": seats,
        "may_sign": may(request.actor, Action.SIGN),
        "may_see_limits": may(request.actor, Action.SEE_LIMITS),
    }
    return render(request, "admissions/school/start.html", context | facts(request.actor, school, seats, now))


def _for_director(
    actor: Actor, school: School, seats: list[LanguageSeats], now: dt.datetime
) -> dict[str, Any]:
    """The preparation until all of it is done; the work that waits in any case."""
    tasks = tasks_of(school, seats, streets_of(school.pk, clock.today()))
    return {
        "tasks": [] if all(task.is_done for task in tasks) else tasks,
        "tasks_done": sum(task.is_done for task in tasks),
        "work": selectors.workload(actor, now=now),
    }


def _for_executor(
    actor: Actor, school: School, seats: list[LanguageSeats], now: dt.datetime
) -> dict[str, Any]:
    application = selectors.next_to_decide(actor)
    left = time_left(application, now=now, clock=clock_of([school])) if application else None
    return {"work": selectors.workload(actor, now=now), "next": application, "time_left": left}


def _for_oso(actor: Actor, school: School, seats: list[LanguageSeats], now: dt.datetime) -> dict[str, Any]:
    """Limits, microdistrict, and the children already there in numbers only (R36, A4)."""
    streets = streets_of(school.pk, clock.today())
    return {"streets": len(streets), "addresses": sum(each.address_count for each in streets)}


def _seats(school: School, now: dt.datetime) -> list[LanguageSeats]:
    campaign = selectors.campaign_of(school, now=now)
    if campaign is None:
        return []
    return seats_of_schools([school.pk], campaign.school_year_id).get(school.pk, [])
