"""«Государственные услуги»: the school's applications, unprocessed and processed (R93-R97)."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from admissions import selectors
from admissions.models import Application
from admissions.states import Status
from admissions.views.school.filters import filters_of
from admissions.views.school.paging import page_of
from admissions.views.school.rows import rows_of
from limits.selectors import LanguageSeats, seats_of_schools
from oqu.core import clock
from oqu.core.acting import Actor
from staff.permissions import Action, check_may, may

PAGE_SIZE = 50
LINE = ("queue_id", "number")
NEWEST_FIRST = ("-finalised_at", "-number")


@require_safe
def unprocessed(request: HttpRequest) -> HttpResponse:
    """The order is that of arrival and cannot be changed (R105); two views of it, chosen by links."""
    check_may(actor := request.actor, Action.SEE_APPLICATIONS)
    work = selectors.workload(actor, now=clock.now())
    view = request.GET.get("view", "")
    if view not in {"decide", "sign"}:
        view = "sign" if work.to_sign and may(actor, Action.SIGN) else "decide"
    found = selectors.standing(actor, Status.ON_SIGNING if view == "sign" else Status.ON_REVIEW)
    total = work.to_sign if view == "sign" else work.to_decide
    return _list(request, actor, work, view, found, LINE, total)


@require_safe
def processed(request: HttpRequest) -> HttpResponse:
    """:raises Forbidden: only the director sees final applications (R45, D13)"""
    check_may(actor := request.actor, Action.SEE_FINAL_APPLICATIONS)
    work = selectors.workload(actor, now=clock.now())
    found = selectors.processed(actor)
    return _list(request, actor, work, "processed", found, NEWEST_FIRST, work.processed)


def _list(
    request: HttpRequest,
    actor: Actor,
    work: selectors.Workload,
    view: str,
    found: QuerySet[Application],
    order: tuple[str, ...],
    total: int,
) -> HttpResponse:
    now = clock.now()
    filters = filters_of(request.GET, view=view)
    found = filters.apply(found, now=now)
    page = page_of(found, order, request.GET, size=PAGE_SIZE)
    seats = _seats(request)
    context = {
        "view": view,
        "work": work,
        "rows": rows_of(page.rows, actor, seats, now=now),
        "page": page,
        "total": found.order_by().count() if filters.are_set else total,
        "previous": filters.address(page=page.previous) if page.previous else "",
        "following": filters.address(page=page.following) if page.following else "",
        "last_decided_at": None if page.rows else selectors.last_decided_at(actor),
        "filters": filters,
        "seats": seats,
        "next_application": selectors.next_to_decide(actor),
        "sees_processed": may(actor, Action.SEE_FINAL_APPLICATIONS),
        "now": now,
    }
    return render(request, "admissions/school/list.html", context)


def _seats(request: HttpRequest) -> list[LanguageSeats]:
    school = request.membership.school
    campaign = selectors.campaign_of(school, now=clock.now())
    if campaign is None:
        return []
    return seats_of_schools([school.pk], campaign.school_year_id).get(school.pk, [])
