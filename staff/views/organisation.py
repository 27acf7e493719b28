"""«Моя организация»: what the portal knows of the school and of me."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from oqu.core import clock
from oqu.core.acting import acting
from oqu.core.errors import Forbidden
from oqu.core.identity import mask_iin
from staff import personnel, selectors, services
from staff.office_hours import days_ahead
from staff.organisation_form import OrganisationForm
from staff.permissions import Action, check_may, may
from staff.views.confirming import ask, is_confirmed, tell_of_deadlines


@require_http_methods(["GET", "HEAD", "POST"])
def organisation(request: HttpRequest) -> HttpResponse:
    """Everybody of the school reads it; the director keeps it right (R138)."""
    if request.membership is None:
        raise Forbidden
    if request.method == "POST":
        return _save(request)
    form = OrganisationForm.showing(request.membership.school)
    return _organisation_page(request, form if may(request.actor, Action.CHANGE_ORGANISATION) else None)


def _save(request: HttpRequest) -> HttpResponse:
    check_may(request.actor, Action.CHANGE_ORGANISATION)
    form = OrganisationForm(request.POST)
    if form.is_valid():
        facts = form.facts()
        if not is_confirmed(request):
            with acting(request.actor, read_only=True):
                forecast = services.foresee_organisation(facts=facts, by=request.actor)
            if forecast.applications:
                return ask(request, forecast, back="staff:organisation")
        forecast = services.change_organisation(facts=facts, by=request.actor, now=clock.now())
        messages.success(request, _("The organisation profile is saved."))
        tell_of_deadlines(request, forecast)
        return redirect("staff:organisation")
    with acting(request.actor, read_only=True):
        return _organisation_page(request, form, status=422)


def _organisation_page(
    request: HttpRequest, form: OrganisationForm | None, *, status: int = 200
) -> HttpResponse:
    school = request.membership.school
    days = days_ahead(school.pk, today=clock.today())
    context = {"school": school, "form": form, "office_days": days}
    return render(request, "staff/organisation.html", context, status=status)


@require_safe
def profile(request: HttpRequest) -> HttpResponse:
    """What eGov told about me; it is changed there, not here."""
    memberships = selectors.memberships_of(request.user.pk, on=clock.today())
    return render(
        request,
        "staff/profile.html",
        {
            "person": request.user,
            "masked_iin": mask_iin(request.user.iin),
            "memberships": memberships,
            "consents": personnel.consents_of(request.user.pk),
        },
    )
