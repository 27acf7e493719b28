"""«Найти школу по адресу»: for everybody, without signing in, with or without JavaScript."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from admissions.schools_by_address import schools_by_address
from microdistrict import selectors
from microdistrict.forms import AddressForm
from oqu.core import clock

TOWN_COOKIE = "oqu_town"
REMEMBERED_SECONDS = 365 * 24 * 3600


@login_not_required
@require_safe
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
def suggest_streets(request: HttpRequest) -> HttpResponse:
    """The list under the street's field while a person types."""
    settlement, typed = request.GET.get("settlement", ""), request.GET.get("street", "")[:200]
    context = {
        "found": selectors.find_streets(settlement, typed, limit=8),
        "house": request.GET.get("house", "")[:30],
    }
    return render(request, "admissions/lookup.html#suggestions", context)
