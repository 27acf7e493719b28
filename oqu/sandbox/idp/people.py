"""Whom the sign-in pages offer: adults, the named ones first, found by IIN or by name."""

import datetime as dt

from django.db.models import Q, QuerySet

from oqu.core.identity import normalise_iin
from oqu.sandbox.registers.models import Person

_SHOWN = 40
_ADULT_FROM_YEARS = 16


def offered(*, search: str, hint_iin: str, today: dt.date) -> list[Person]:
    """By the search, else by the hint, else the named people."""
    adults = Person.objects.filter(born_on__lte=_years_before(today, _ADULT_FROM_YEARS))
    if search:
        return list(_found(adults, search)[:_SHOWN])
    if hint_iin:
        hinted = list(adults.filter(pk=hint_iin))
        if hinted:
            return hinted
    return list(adults.exclude(note="")[:_SHOWN])


def _found(adults: QuerySet[Person], search: str) -> QuerySet[Person]:
    number = normalise_iin(search)
    if number.isdigit():
        return adults.filter(iin__startswith=number)
    for word in search.split():
        adults = adults.filter(
            Q(last_name__istartswith=word)
            | Q(first_name__istartswith=word)
            | Q(patronymic__istartswith=word)
            | Q(note__icontains=word)
        )
    return adults


def _years_before(day: dt.date, years: int) -> dt.date:
    return day.replace(year=day.year - years, day=min(day.day, 28))
