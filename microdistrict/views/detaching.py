"""
«Открепить» and «Вернуть» (R90): one press each, from whichever page the addresses stand on. Addresses with
undecided applications ask once more (S9).
"""

import datetime as dt

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from microdistrict import selectors, services
from microdistrict.applications import undecided_under
from microdistrict.views.attaching import ids_of
from oqu.core import clock
from oqu.core.acting import acting
from oqu.core.errors import DomainError
from staff.permissions import Action, check_may


@require_POST
def detach(request: HttpRequest) -> HttpResponse:
    """`attachment`: single rows; `street`: everything the school serves there; `sure`: asked already."""
    check_may(request.actor, Action.CHANGE_MICRODISTRICT)
    rows = ids_of(request, "attachment")
    with acting(request.actor, read_only=True):
        for street_id in ids_of(request, "street"):
            rows += selectors.own_rows(request.actor.school_id, clock.today(), street_id=street_id)
        leaving = selectors.attachments_of(request.actor.school_id, rows)
    if "sure" not in request.POST and (waiting := undecided_under(leaving)):
        with acting(request.actor, read_only=True):
            context = {"leaving": leaving, "waiting": waiting, "back": request.POST.get("back", "")}
            return render(request, "microdistrict/detach.html", context)
    try:
        services.detach_addresses(
            school_id=request.actor.school_id, attachment_ids=rows, by=request.actor, now=clock.now()
        )
    except services.NothingChosen as refusal:
        messages.error(request, str(refusal))
    return _back(request)


@require_POST
def restore(request: HttpRequest) -> HttpResponse:
    check_may(request.actor, Action.CHANGE_MICRODISTRICT)
    try:
        back = services.restore_addresses(
            school_id=request.actor.school_id,
            detached_at=_moment(request.POST.get("detached_at", "")),
            by=request.actor,
            now=clock.now(),
        )
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        words = ngettext("%(n)s address is back.", "%(n)s addresses are back.", back)
        messages.success(request, words % {"n": back})
    return _back(request)


def _moment(text: str) -> dt.datetime:
    """:raises UndoIsOver: not a moment that a page of ours wrote"""
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        raise services.UndoIsOver from None
    if moment.tzinfo is None:
        raise services.UndoIsOver
    return moment


def _back(request: HttpRequest) -> HttpResponse:
    back = request.POST.get("back", "")
    if back.startswith("/organization/microdistrict") and url_has_allowed_host_and_scheme(back, None):
        return redirect(back)
    return redirect("microdistrict:list")
