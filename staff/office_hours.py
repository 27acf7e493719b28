"""Questions about when schools are open: what the clock of an application needs of them."""

import datetime as dt
from collections.abc import Iterable

from oqu.calendar.working_time import OfficeHours, Span
from oqu.core.errors import NotFound
from staff.models import OfficeDay, School


def hours_of(school: School) -> OfficeHours:
    return hours_of_schools([school])[school.pk]


def hours_of_schools(schools: Iterable[School]) -> dict[int, OfficeHours]:
    """By the id of the school, in one query however many there are."""
    there = {school.pk: school for school in schools}
    single: dict[int, dict[dt.date, Span]] = {pk: {} for pk in there}
    rows = OfficeDay.objects.filter(school_id__in=there).order_by()
    for school_id, date, opens, closes in rows.values_list("school_id", "date", "opens_at", "closes_at"):
        single[school_id][date] = Span(opens, closes)
    return {pk: OfficeHours(school.opens_at, school.closes_at, single[pk]) for pk, school in there.items()}


def present_hours(school_ids: Iterable[int]) -> dict[int, OfficeHours]:
    """As they stand in the database now: for whoever holds the calendar."""
    return hours_of_schools(School.objects.filter(pk__in=list(school_ids)))


def days_ahead(school_id: int, *, today: dt.date) -> list[OfficeDay]:
    """The days with other hours that are not over, the nearest first."""
    return list(OfficeDay.objects.filter(school_id=school_id, date__gte=today))


def day_of(school_id: int, pk: int) -> OfficeDay:
    """:raises NotFound: another school's or none"""
    day = OfficeDay.objects.filter(school_id=school_id, pk=pk).first()
    if day is None:
        raise NotFound
    return day
