"""Filters of the list that a person keeps: one press keeps what the address says, one press forgets it."""

import datetime as dt
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.request import QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from admissions import selectors, services
from admissions.errors import TooManyFilters
from admissions.filters import Filters, filters_of
from admissions.models import KeptFilter
from oqu.core import clock
from oqu.core.acting import Actor, acting
from staff.permissions import Action, check_may


@dataclass(frozen=True)
class Kept:
    pk: int
    words: str
    url: str
    is_current: bool


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """:raises NotFound: no such list, or not for this role"""
    check_may(actor := request.actor, Action.SEE_APPLICATIONS)
    view, now = request.POST.get("view", ""), clock.now()
    with acting(actor, read_only=True):
        selectors.listed(view, actor, now=now)
        filters = _filters(request.GET, view, actor, now)
    if filters.are_set:
        try:
            services.keep_filter(view=view, address=filters.address(), by=actor)
        except TooManyFilters as refusal:
            messages.warning(request, str(refusal))
    return redirect(_url(view, filters.address()))


@require_POST
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    services.forget_filter(pk=pk, by=request.actor)
    return redirect("admissions:unprocessed")


def kept_by(actor: Actor, labels: dict[str, str], *, here: tuple[str, str], now: dt.datetime) -> list[Kept]:
    """
    Called inside `acting`.

    :param labels: the words of the views that the role sees; filters of others are left out
    :param here: view and address that are on the screen
    """
    found = []
    for each in KeptFilter.objects.filter(view__in=list(labels)):
        filters = _filters(QueryDict(each.address.removeprefix("?")), each.view, actor, now)
        words = ", ".join(words for words, _without in filters.chips)
        is_current = (each.view, each.address) == here
        found.append(
            Kept(each.pk, f"{labels[each.view]}: {words}", _url(each.view, each.address), is_current)
        )
    return found


def _filters(asked: QueryDict, view: str, actor: Actor, now: dt.datetime) -> Filters:
    deciders = selectors.deciders_in(view, school_id=actor.school_id, on=clock.today())
    return filters_of(asked, view=view, deciders=deciders, now=now)


def _url(view: str, address: str) -> str:
    return reverse("admissions:processed" if view == "processed" else "admissions:unprocessed") + address
