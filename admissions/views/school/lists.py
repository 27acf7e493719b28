"""«Государственные услуги»: the school's applications, unprocessed and processed (R93-R97)."""

import re

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from admissions import selectors
from admissions.models import Application
from admissions.states import Status
from admissions.views.school.rows import rows_of
from limits.selectors import LanguageSeats, seats_of_schools
from oqu.core import clock
from oqu.core.acting import Actor
from staff.permissions import Action, check_may, may

PAGE_SIZE = 50


@require_safe
def unprocessed(request: HttpRequest) -> HttpResponse:
    """The order is that of arrival and cannot be changed (R105); two views of it, chosen by links."""
    check_may(actor := request.actor, Action.SEE_APPLICATIONS)
    work = selectors.workload(actor, now=clock.now())
    view = request.GET.get("view", "")
    if view not in {"decide", "sign"}:
        view = "sign" if work.to_sign and may(actor, Action.SIGN) else "decide"
    wanted = Status.ON_SIGNING if view == "sign" else Status.ON_REVIEW
    found = selectors.unprocessed(actor).filter(status=wanted)
    return _list(request, actor, work, view, found)


@require_safe
def processed(request: HttpRequest) -> HttpResponse:
    """:raises Forbidden: only the director sees final applications (R45, D13)"""
    check_may(actor := request.actor, Action.SEE_FINAL_APPLICATIONS)
    work = selectors.workload(actor, now=clock.now())
    return _list(request, actor, work, "processed", selectors.processed(actor))


def _list(
    request: HttpRequest, actor: Actor, work: selectors.Workload, view: str, found: QuerySet[Application]
) -> HttpResponse:
    now = clock.now()
    query = request.GET.get("q", "").strip()
    if query:
        found = found.filter(number=_number_in(query))
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    seats = _seats(request)
    context = {
        "view": view,
        "work": work,
        "rows": rows_of(page.object_list, actor, seats, now=now),
        "page": page,
        "previous": _address(view, query, page.previous_page_number()) if page.has_previous() else "",
        "following": _address(view, query, page.next_page_number()) if page.has_next() else "",
        "query": query,
        "chips": [(_("No. %(number)s") % {"number": query}, _address(view))] if query else [],
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


def _number_in(query: str) -> int:
    """34, № 34 and 2026-032-34 mean the same application of this school; anything else means none."""
    digits = re.search(r"(\d{1,9})$", query)
    return int(digits[1]) if digits else 0


def _address(view: str, query: str = "", page: int = 1) -> str:
    parts = [] if view == "processed" else [f"view={view}"]
    parts += [f"q={_number_in(query)}"] if query else []
    parts += [f"page={page}"] if page > 1 else []
    return "?" + "&".join(parts)
