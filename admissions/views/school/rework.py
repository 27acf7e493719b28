"""«На доработку»: the director sends a decision back with words (R135-R137)."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from admissions import policies, services
from admissions.forms.school import ReturnForm
from admissions.models import Application
from admissions.views.school import finding
from admissions.views.school.outcome import REFUSED, already_over, not_possible, put_into, renew, tell
from oqu.core import clock
from oqu.core.acting import acting
from oqu.core.errors import DomainError
from staff.permissions import Action


@require_http_methods(["GET", "HEAD", "POST"])
def return_for_rework(request: HttpRequest, uuid: UUID) -> HttpResponse:
    application = finding.acted_upon(request.actor, uuid, Action.RETURN)
    if request.method != "POST":
        return _return_form(request, application)
    form = ReturnForm(request.POST, application=application)
    if form.is_valid():
        try:
            services.return_for_rework(
                uuid=uuid,
                comment=form.cleaned_data["comment"],
                by=request.actor,
                now=clock.now(),
                version=form.cleaned_data["version"],
            )
        except DomainError as refusal:
            if over := already_over(request, uuid, refusal, form=form):
                return over
            put_into(form, refusal)
        else:
            tell(request, _("Application No. %(number)s was returned to the executor."), application)
            return redirect("admissions:card", uuid)
    renew(form, finding.acted_upon(request.actor, uuid, Action.RETURN))
    return _return_page(request, application, form, status=REFUSED)


def _return_form(request: HttpRequest, application: Application) -> HttpResponse:
    refusal = policies.explain(application, request.actor).return_for_rework.refusal
    if refusal:
        return not_possible(request, application, refusal)
    initial = {"version": request.GET.get("version", application.version)}
    return _return_page(request, application, ReturnForm(application=application, initial=initial))


def _return_page(
    request: HttpRequest, application: Application, form: ReturnForm, *, status: int = 200
) -> HttpResponse:
    with acting(request.actor, read_only=True):
        context = {"application": application, "form": form}
        return render(request, "admissions/school/return.html", context, status=status)
