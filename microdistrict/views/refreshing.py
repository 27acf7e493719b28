"""«Обновить» (R92): a worker asks the address register; the page tells when it is done."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRedirect

from microdistrict import selectors, services
from oqu.core import clock
from oqu.core.errors import DomainError
from staff.permissions import Action, check_may


@require_http_methods(["GET", "HEAD", "POST"])
def refresh(request: HttpRequest) -> HttpResponse:
    """POST: ask. GET: what the waiting page asks every few seconds."""
    check_may(request.actor, Action.CHANGE_MICRODISTRICT)
    if request.method != "POST":
        last = selectors.last_refresh(request.membership.school.settlement_kato)
        if last and last.is_under_way and request.htmx:
            return HttpResponse(status=204)
        return HttpResponseClientRedirect(reverse("microdistrict:list")) if request.htmx else _back()
    try:
        services.ask_refresh(school_id=request.actor.school_id, by=request.actor, now=clock.now())
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return _back()


def _back() -> HttpResponse:
    return redirect("microdistrict:list")
