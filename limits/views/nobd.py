"""«Загрузить из НОБД», and the page of differences with an action for each (R63)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from limits import selectors, services
from oqu.core import clock
from oqu.core.acting import acting
from oqu.core.errors import DomainError, NotFound
from staff.permissions import Action, check_may


@require_http_methods(["GET", "HEAD", "POST"])
def nobd(request: HttpRequest) -> HttpResponse:
    """GET: what waits for a decision. POST: load."""
    check_may(request.actor, Action.CHANGE_LIMITS)
    if request.method != "POST":
        return _page(request)
    try:
        report = services.load_from_nobd(by=request.actor, now=clock.now())
    except services.RowsRefused as refusal:
        with acting(request.actor, read_only=True):
            return _page(request, refusal=refusal, problems=refusal.problems, status=422)
    except DomainError as refusal:
        with acting(request.actor, read_only=True):
            return _page(request, refusal=refusal, status=refusal.http_status)
    messages.success(request, _told(report))
    return redirect("limits:nobd" if report.conflicts else "limits:list")


@require_POST
def decide(request: HttpRequest, year: int, language: str) -> HttpResponse:
    """«Взять из НОБД» or «Оставить наше»."""
    check_may(request.actor, Action.CHANGE_LIMITS)
    now = clock.now()
    try:
        if request.POST.get("decision") == "take":
            services.take_offer(school_year=year, language=language, by=request.actor, now=now)
            messages.success(request, _("The numbers of NOBD are taken."))
        elif request.POST.get("decision") == "keep":
            services.keep_own(school_year=year, language=language, by=request.actor, now=now)
            messages.success(
                request, _("The numbers of the school stay. This difference does not come up again.")
            )
    except NotFound:
        raise
    except DomainError as refusal:
        messages.error(request, str(refusal))
    with acting(request.actor, read_only=True):
        waiting = selectors.open_offer_count(request.actor.school_id, on=clock.today())
    return redirect("limits:nobd" if waiting else "limits:list")


def _page(
    request: HttpRequest,
    *,
    refusal: DomainError | None = None,
    problems: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    offers = selectors.offers_of(request.actor.school_id, on=clock.today())
    context = {"offers": offers, "refusal": refusal, "problems": problems or []}
    return render(request, "limits/nobd.html", context, status=status)


def _told(report: services.ImportReport) -> str:
    """In one sentence what became of the rows."""
    if not (report.created or report.changed or report.conflicts):
        return _("NOBD states the same numbers: nothing had to be changed.")
    return _(
        "Loaded from NOBD: new %(new)s, changed %(changed)s, the same %(same)s, waiting for your decision %(waiting)s."
    ) % {
        "new": report.created,
        "changed": report.changed,
        "same": report.unchanged + report.kept,
        "waiting": len(report.conflicts),
    }
