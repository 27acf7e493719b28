"""Step 2: which school. The registered address decides what it means."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from admissions import services
from admissions.forms.family import SchoolForm
from admissions.school_choice import schools_for
from admissions.schools_by_address import SchoolWithSeats
from admissions.views.family.reading import onward, own_application, page, seeing
from microdistrict import selectors as microdistrict
from oqu.core import clock
from staff.permissions import Action


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, uuid: UUID) -> HttpResponse:
    draft = own_application(request, uuid)
    if not draft.is_draft:
        return redirect("admissions:application", uuid)
    wished = request.GET.get("school", "")
    with seeing(request):
        found = schools_for(draft, wished=wished, now=clock.now())
        searched = microdistrict.place_in_register(building_rca=request.GET.get("building", ""))
    entries = {entry.school.code: entry for entry in (*found.own, *found.others) if entry.languages}
    form = SchoolForm(
        request.POST or None,
        codes=[(code, entry.school.name) for code, entry in entries.items()],
        initial={"school": wished or (draft.school.code if draft.school else _only(found.own))},
    )
    if form.is_bound and form.is_valid():
        school = entries[form.cleaned_data["school"]].school
        services.choose_school(uuid=uuid, school=school, by=request.actor, now=clock.now())
        return onward(request, draft, Action.APPLY)
    context = {
        "form": form,
        "draft": draft,
        "own": _with_radios(form, found.own),
        "others": _with_radios(form, found.others),
        "address": draft.registered_address,
        "as_of": found.as_of,
        "searched": searched if searched and not _same_house(searched, draft.building_rca) else None,
    }
    return page(request, "admissions/family/school.html", context, 422 if form.errors else 200)


def _with_radios(form: SchoolForm, entries: list[SchoolWithSeats]) -> list[tuple[object, SchoolWithSeats]]:
    """Each school with its button; no button where nothing can be chosen, because no seats are stated."""
    buttons = {radio.data["value"]: radio for radio in form["school"]}
    return [(buttons.get(entry.school.code), entry) for entry in entries]


def _only(own: list[SchoolWithSeats]) -> str:
    """The one school that serves the address, to be chosen at first."""
    return own[0].school.code if len(own) == 1 else ""


def _same_house(place: microdistrict.Place, building_rca: str) -> bool:
    return place.building is not None and place.building.rca == building_rca
