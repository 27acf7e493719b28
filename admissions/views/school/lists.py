"""«Государственные услуги»: the school's applications, unprocessed and processed (R93-R97)."""

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from admissions import selectors
from admissions.filters import filters_of
from admissions.models import ApplicationQuerySet
from admissions.views.school.kept import kept_by
from admissions.views.school.paging import page_of
from admissions.views.school.rows import rows_of
from admissions.views.school.stretches import stretches_of
from limits.selectors import LanguageSeats, seats_of_schools
from oqu.core import clock
from oqu.core.acting import Actor
from staff.permissions import Action, check_may, may

PAGE_SIZE = 50
LINE = ("queue_id", "number")
NEWEST_FIRST = ("-finalised_at", "-number")


@dataclass(frozen=True)
class View:
    """One of the saved views of the list, with how many applications it holds."""

    name: str
    label: str
    count: int
    rows: ApplicationQuerySet


@require_safe
def unprocessed(request: HttpRequest) -> HttpResponse:
    """The order is that of arrival and cannot be changed (R105); its views are chosen by links."""
    check_may(actor := request.actor, Action.SEE_APPLICATIONS)
    now = clock.now()
    work = selectors.workload(actor, now=now)
    views = _views(actor, work, now)
    begin_with = "sign" if work.to_sign and may(actor, Action.SIGN) else "decide"
    view = views.get(request.GET.get("view", "")) or views[begin_with]
    return _list(request, view, [*views.values()], work, LINE, now)


@require_safe
def processed(request: HttpRequest) -> HttpResponse:
    """:raises Forbidden: only the director sees final applications (R45, D13)"""
    check_may(actor := request.actor, Action.SEE_FINAL_APPLICATIONS)
    now = clock.now()
    work = selectors.workload(actor, now=now)
    view = View("processed", _("Processed"), work.processed, selectors.listed("processed", actor, now=now))
    return _list(request, view, [*_views(actor, work, now).values()], work, NEWEST_FIRST, now)


def _views(actor: Actor, work: selectors.Workload, now: dt.datetime) -> dict[str, View]:
    """The unprocessed ones: everybody's who sees applications (D13)."""
    views = [
        View("decide", _("To decide"), work.to_decide, selectors.listed("decide", actor, now=now)),
        View("sign", _("Awaiting signature"), work.to_sign, selectors.listed("sign", actor, now=now)),
        View("returned", _("Sent back"), work.sent_back, selectors.listed("returned", actor, now=now)),
        View("overdue", _("Past the deadline"), work.overdue, selectors.listed("overdue", actor, now=now)),
    ]
    return {view.name: view for view in views}


def _list(
    request: HttpRequest,
    view: View,
    views: list[View],
    work: selectors.Workload,
    order: tuple[str, ...],
    now: dt.datetime,
) -> HttpResponse:
    actor = request.actor
    deciders = selectors.deciders_in(view.name, school_id=actor.school_id, on=clock.today())
    filters = filters_of(request.GET, view=view.name, deciders=deciders, now=now)
    found = filters.apply(view.rows)
    page = page_of(found, order, request.GET, size=PAGE_SIZE)
    seats = _seats(request)
    rows = rows_of(page.rows, actor, seats, now=now)
    sees_processed = may(actor, Action.SEE_FINAL_APPLICATIONS)
    labels = {each.name: each.label for each in views}
    if sees_processed:
        labels["processed"] = _("Processed")
    kept = kept_by(actor, labels, here=(view.name, filters.address()), now=now)
    context = {
        "view": view.name,
        "views": views,
        "work": work,
        "rows": rows,
        "stretches": stretches_of(rows, now=now),
        "page": page,
        "total": found.order_by().count() if filters.are_set else view.count,
        "previous": filters.address(page=page.previous) if page.previous else "",
        "following": filters.address(page=page.following) if page.following else "",
        "last_decided_at": None if page.rows else selectors.last_decided_at(actor),
        "filters": filters,
        "seats": seats,
        "next_application": selectors.next_to_decide(actor),
        "can_mark": view.name == "sign" and may(actor, Action.SIGN),
        "is_marked": request.GET.get("mark") == "all",
        "sees_processed": sees_processed,
        "kept": kept,
        "can_keep": filters.are_set and not any(each.is_current for each in kept),
        "now": now,
    }
    return render(request, "admissions/school/list.html", context)


def _seats(request: HttpRequest) -> list[LanguageSeats]:
    school = request.membership.school
    campaign = selectors.campaign_of(school, now=clock.now())
    if campaign is None:
        return []
    return seats_of_schools([school.pk], campaign.school_year_id).get(school.pk, [])
