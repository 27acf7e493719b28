"""One employee of the school: roles, position, dismissal, what was changed and by whom."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from oqu.core import clock
from oqu.core.acting import acting
from oqu.core.errors import NotFound
from staff import personnel, services
from staff.forms import WorkForm
from staff.history import history_of
from staff.models import Membership
from staff.permissions import Action, check_may
from staff.states import Role


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, uuid: UUID) -> HttpResponse:
    with acting(request.actor, read_only=True):
        held = _held(request, uuid)
        past = history_of(held[0].person, school_id=request.actor.school_id)
        is_last_executor = _is_last_executor(request, uuid)
    given = {"position": held[0].position, "roles": [each.role for each in held]}
    form = WorkForm(request.POST or None, initial=given)
    if request.method == "POST" and form.is_valid():
        work = form.work()
        services.change_work(person_uuid=uuid, work=work, by=request.actor, now=clock.now())
        messages.success(request, _("The changes are saved."))
        if is_last_executor and Role.EXECUTOR not in work.roles:
            messages.warning(request, _nobody_processes())
        return redirect("staff:list")
    context = {"form": form, "person": held[0].person, "history": past, "is_last_executor": is_last_executor}
    return render(request, "staff/employee.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def dismiss(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A page that says what will happen, and the act."""
    with acting(request.actor, read_only=True):
        person = _held(request, uuid)[0].person
        is_last_executor = _is_last_executor(request, uuid)
    if request.method == "POST":
        services.dismiss(person_uuid=uuid, by=request.actor, now=clock.now())
        messages.success(request, _("%(name)s has no access any more.") % {"name": person.full_name})
        if is_last_executor:
            messages.warning(request, _nobody_processes())
        return redirect("staff:list")
    context = {"person": person, "is_last_executor": is_last_executor}
    return render(request, "staff/dismiss.html", context)


def _is_last_executor(request: HttpRequest, uuid: UUID) -> bool:
    return personnel.is_last_executor(request.actor.school_id, uuid, on=clock.today())


def _nobody_processes() -> str:
    return _("Nobody is an executor now: until you give this role to somebody, you process the applications.")


def _held(request: HttpRequest, uuid: UUID) -> list[Membership]:
    check_may(request.actor, Action.MANAGE_STAFF)
    rows = personnel.employee_roles(request.actor.school_id, uuid, on=clock.today())
    held = list(rows.select_related("person").order_by("role"))
    if not held:
        raise NotFound
    return held
