"""Step 1: which child. The register is asked before any transaction is open."""

import datetime as dt

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from admissions import errors, selectors, services
from admissions.forms.family import ChildForm
from admissions.models import Campaign
from admissions.views.family.reading import outside
from oqu.core import clock
from oqu.core.acting import Actor, acting
from oqu.core.errors import DomainError
from oqu.core.pace import TooFast, keep_pace
from oqu.core.secrets_fields import blind_index
from oqu.integrations.population import (
    PersonNotFound,
    PopulationRecord,
    PopulationUnavailable,
    get_population,
)
from staff.departments import department_at, department_of
from staff.middleware import manages_its_own_transactions
from staff.models import School
from staff.permissions import Action, check_may

# A guardian types a number and a day; who tries many of them is guessing.
GUESSES = 10
HOUR = dt.timedelta(hours=1)


@manages_its_own_transactions
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """The list of the person's children; a press makes a draft, or opens the one begun before."""
    check_may(request.actor, Action.APPLY)
    told = request.POST if request.method == "POST" else request.GET
    try:
        children = _children_of(request)
        form = ChildForm(request.POST or None, children=children, initial=_found_before(request.GET))
        if form.is_bound and form.is_valid():
            return _begin(request, form)
    except (errors.NoSuchChild, TooFast) as refusal:
        form.add_error("child_iin", str(refusal))
    except PopulationUnavailable as refusal:
        context = {"refusal": refusal, "again": f"{request.path}?{_found_before(told).urlencode()}"}
        return outside(request, "admissions/family/register_down.html", context, refusal.http_status)
    except (errors.ChildTooYoung, errors.NotYourChild) as refusal:
        return outside(
            request, "admissions/family/cannot_apply.html", {"refusal": refusal}, refusal.http_status
        )
    except (errors.NoCampaign, errors.AlreadyClosed) as refusal:
        return outside(
            request, "admissions/family/closed.html", _where_to_go(refusal, form), refusal.http_status
        )
    context = {"form": form, "children": children}
    return outside(request, "admissions/family/child.html", context, 422 if form.errors else 200)


def _begin(request: HttpRequest, form: ChildForm) -> HttpResponse:
    number, school_code = form.number, form.cleaned_data["school"]
    if form.chosen is None:
        keep_pace("guardian", f"person/{request.actor.person_id}", times=GUESSES, within=HOUR)
    with acting(request.actor, read_only=True):
        if live := selectors.live_of_child(blind_index("iin", number), request.actor):
            messages.info(request, _("There is already an application for this child. Here it is."))
            return redirect("admissions:application", live.uuid)
        campaign = _campaign_for(form.chosen, school_code)
    draft = services.begin_draft(
        child_iin=number, campaign=campaign, by=request.actor, now=clock.now(), born_on=form.born_on
    )
    found = _found_before(form.cleaned_data)
    address = reverse("admissions:draft-school", args=[draft.uuid])
    return redirect(f"{address}?{found.urlencode()}" if found else address)


def _children_of(request: HttpRequest) -> list[PopulationRecord]:
    try:
        return get_population().children_of(request.user.iin)
    except PersonNotFound:
        return []


def _campaign_for(child: PopulationRecord | None, school_code: str) -> Campaign:
    """
    Of the region of the school that was found before, else of the child's town, else the nearest one.

    :raises NoCampaign: none is announced
    """
    now = clock.now()
    school = _school_of(child, school_code)
    announced = [selectors.campaign_of(school, now=now)] if school else selectors.announced(now=now)
    campaign = next(iter(announced), None)
    if campaign is None:
        raise errors.NoCampaign
    return campaign


def _school_of(child: PopulationRecord | None, code: str) -> School | None:
    """The school that was found before, else any of the child's town: its region's dates are meant."""
    wished = School.objects.filter(code=code, is_active=True).first() if code else None
    return wished or School.objects.filter(settlement_kato=_town_of(child), is_active=True).first()


def _town_of(child: PopulationRecord | None) -> str:
    return child.address.settlement_kato if child and child.address else ""


def _where_to_go(refusal: DomainError, form: ChildForm) -> dict[str, object]:
    """Whoever comes too late is told whom to call."""
    with acting(Actor.public(), read_only=True):
        school = School.objects.filter(code=form.cleaned_data["school"], is_active=True).first()
        department = department_of(school) if school else department_at(_town_of(form.chosen))
    return {"refusal": refusal, "school": school, "department": department}


def _found_before(told: dict[str, str] | QueryDict) -> QueryDict:
    """The school and the house that the look-up found, as they travel from page to page."""
    found = QueryDict(mutable=True)
    for name in ("school", "building"):
        if value := told.get(name, "")[:20]:
            found[name] = value
    return found
