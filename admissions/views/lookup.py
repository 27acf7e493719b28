"""«Найти школу по адресу»: for everybody, without signing in, with or without JavaScript."""

import datetime as dt

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from admissions.schools_by_address import schools_by_address, town_of
from microdistrict import selectors
from microdistrict.forms import AddressForm, SchoolAddressForm
from oqu.core import clock
from oqu.core.acting import Actor, acting
from oqu.core.errors import NotFound
from oqu.core.pace import paced
from staff import selectors as staff
from staff.states import Role

TOWN_COOKIE = "oqu_town"
REMEMBERED_SECONDS = 365 * 24 * 3600
# Of one account or one address: a whole school or a mobile operator may stand behind an address.
MINUTE = dt.timedelta(minutes=1)


@login_not_required
@require_safe
@paced("lookup", times=60, within=MINUTE)
def lookup(request: HttpRequest) -> HttpResponse:
    remembered = request.COOKIES.get(TOWN_COOKIE, "")
    form = AddressForm(request.GET if "street" in request.GET else None, settlement=remembered)
    found = None
    if form.is_valid() and form.place:
        found = schools_by_address(form.place, now=clock.now())
    kato = form["settlement"].value()
    letter = request.GET.get("letter", "")[:1]
    context = {
        "form": form,
        "place": form.place,
        "found": found,
        "house": form["house"].value() or "",
        "letters": selectors.letters_of(kato),
        "letter": letter,
        "streets_by_letter": selectors.streets_starting_with(kato, letter) if letter else [],
    }
    response = render(request, "admissions/lookup.html", context)
    if found and kato != remembered:
        response.set_cookie(TOWN_COOKIE, kato, max_age=REMEMBERED_SECONDS, samesite="Lax", httponly=True)
    return response


@login_not_required
@require_safe
@paced("suggest", times=240, within=MINUTE)
def suggest_streets(request: HttpRequest) -> HttpResponse:
    """The list under the street's field while a person types."""
    settlement, typed = request.GET.get("settlement", ""), request.GET.get("street", "")[:200]
    context = {
        "found": selectors.find_streets(settlement, typed, limit=8),
        "house": request.GET.get("house", "")[:30],
    }
    return render(request, "admissions/lookup.html#suggestions", context)


@login_not_required
@require_safe
@paced("lookup", times=60, within=MINUTE)
def school(request: HttpRequest, code: str) -> HttpResponse:
    """One school: its seats, its contacts, and whether it serves an address of its settlement."""
    found = staff.school_with_code(code)
    if found is None:
        raise NotFound
    now = clock.now()
    with acting(Actor.system("school page"), read_only=True):
        directors = staff.people_of_school(found.pk, [Role.DIRECTOR], on=clock.today())
    town = town_of(found.settlement_kato, now=now)
    form = SchoolAddressForm(request.GET if "street" in request.GET else None, kato=found.settlement_kato)
    by_address = schools_by_address(form.place, now=now) if form.is_valid() and form.place else None
    context = {
        "school": found,
        "entry": next(entry for entry in town.schools if entry.school == found),
        "campaign": town.campaign,
        "as_of": town.as_of,
        "directors": directors,
        "form": form,
        "place": form.place,
        "own": by_address.own if by_address else [],
        "serves": by_address is not None and found in [entry.school for entry in by_address.own],
    }
    return render(request, "admissions/school_page.html", context)
