"""The calendar as the clock needs it, and as people read it."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Subquery

from oqu.calendar.models import CalendarChange, SpecialDay
from oqu.calendar.working_time import WorkingDays


def working_days() -> WorkingDays:
    """All special days in one query, with the version of the calendar."""
    newest = CalendarChange.objects.order_by("-id").values_list("id", flat=True)
    rows = list(SpecialDay.objects.values_list("date", "kind", Subquery(newest[:1])))
    version = rows[0][2] if rows else newest.first()
    return _days({day: kind for day, kind, _version in rows}, version or 0)


def working_days_of(version: str) -> WorkingDays:
    """The calendar as it was in a version that a deadline names: its history told again up to there."""
    number = int(version or 0)
    kinds: dict[dt.date, str] = {}
    for day, after in (
        CalendarChange.objects.filter(pk__lte=number).order_by("pk").values_list("date", "after")
    ):
        if after is None:
            kinds.pop(day, None)
        else:
            kinds[day] = after["kind"]
    return _days(kinds, number)


def names_of(days: Iterable[dt.date]) -> dict[dt.date, str]:
    """The names of those days that are special, in the reader's language."""
    return {row.date: row.name for row in SpecialDay.objects.filter(date__in=set(days))}


def _days(kinds: dict[dt.date, str], version: int) -> WorkingDays:
    off = frozenset(day for day, kind in kinds.items() if kind == SpecialDay.Kind.DAY_OFF)
    return WorkingDays(off, frozenset(kinds) - off, str(version))
