"""«Дни с другими часами»: one day on which the school opens or closes at another time."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from oqu.core import clock, wording
from oqu.core.acting import acting
from staff import services
from staff.office_day_form import OfficeDayForm
from staff.office_hours import day_of
from staff.permissions import Action, check_may
from staff.views.confirming import ask, is_confirmed, tell_of_deadlines


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    check_may(request.actor, Action.CHANGE_ORGANISATION)
    if request.method == "POST":
        return _save(request)
    school = request.membership.school
    usual = {"opens_at": school.opens_at, "closes_at": school.closes_at}
    return _page(request, OfficeDayForm(initial=usual, now=clock.now()))


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """:raises NotFound | DayIsOver:"""
    check_may(request.actor, Action.CHANGE_ORGANISATION)
    with acting(request.actor, read_only=True):
        date = day_of(request.membership.school_id, pk).date
        forecast = services.foresee_office_day(date=date, span=None, by=request.actor)
    if forecast.applications and not is_confirmed(request):
        return ask(request, forecast, back="staff:organisation")
    forecast = services.remove_office_day(date=date, by=request.actor, now=clock.now())
    messages.success(request, _("%(day)s: the usual hours are back.") % {"day": wording.day_of_week(date)})
    tell_of_deadlines(request, forecast)
    return redirect("staff:organisation")


def _save(request: HttpRequest) -> HttpResponse:
    form = OfficeDayForm(request.POST, now=clock.now())
    with acting(request.actor, read_only=True):
        if not form.is_valid():
            return _page(request, form, status=422)
        date, span = form.cleaned_data["date"], form.span()
        if not is_confirmed(request):
            forecast = services.foresee_office_day(date=date, span=span, by=request.actor)
            if forecast.applications:
                return ask(request, forecast, back="staff:office-day")
    forecast = services.tell_office_day(date=date, span=span, by=request.actor, now=clock.now())
    words = {
        "day": wording.day_of_week(date),
        "opens": f"{span.opens:%H:%M}",
        "closes": f"{span.closes:%H:%M}",
    }
    messages.success(request, _("%(day)s: the school is open from %(opens)s to %(closes)s.") % words)
    tell_of_deadlines(request, forecast)
    return redirect("staff:organisation")


def _page(request: HttpRequest, form: OfficeDayForm, *, status: int = 200) -> HttpResponse:
    return render(request, "staff/office_day.html", {"form": form}, status=status)
