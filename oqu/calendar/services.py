"""Changing the calendar: every way of doing it passes here, is previewed here and is followed by deadlines."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from oqu.calendar import followers
from oqu.calendar.errors import DayAlreadySwapped, DayAlreadyTold, OrdinaryWorkingDay, SwapOfOneKind
from oqu.calendar.followers import Change, Forecast
from oqu.calendar.lock import hold_calendar_to_change_it
from oqu.calendar.models import CalendarChange, SpecialDay
from oqu.calendar.seeding import special_days_of, swapped
from oqu.calendar.selectors import working_days
from oqu.calendar.working_time import WorkingDays
from oqu.core import wording
from oqu.core.acting import Actor, acting
from oqu.core.clock import ALMATY

_Kind = SpecialDay.Kind
_NO_DAYS = WorkingDays()


def years_ahead(now: dt.datetime) -> range:
    """From last year, whose deadlines may still be looked at, to the next."""
    this_year = now.astimezone(ALMATY).year
    return range(this_year - 1, this_year + 2)


def seed_calendar(years: Iterable[int], *, now: dt.datetime) -> int:
    """
    Add the holidays of these years; returns how many days were added.

    A day that was ever told, even one that was removed again, stays as the ministry left it. Locks the
    calendar alone.
    """
    with acting(Actor.system("calendar")) as by:
        hold_calendar_to_change_it()
        told = set(CalendarChange.objects.order_by().values_list("date", flat=True).distinct())
        rows = [row for row in special_days_of(years) if row.date not in told]
        change = _change(told=rows, removed=frozenset())
        SpecialDay.objects.bulk_create(rows)
        followers.follow(change, by=by, now=now)
    return len(rows)


def check_day(day: SpecialDay, *, is_new: bool) -> None:
    """
    Whether the day may stand in the calendar beside the others, and its pair, too.

    :raises DayAlreadyTold | OrdinaryWorkingDay | SwapOfOneKind | DayAlreadySwapped:
    """
    others = {row.date: row for row in SpecialDay.objects.exclude(date=day.date)}
    if is_new and (same := SpecialDay.objects.filter(date=day.date).first()):
        raise DayAlreadyTold(date=_words(day.date), name=same.name)
    if day.kind == _Kind.WORKING_DAY and _NO_DAYS.is_working(day.date):
        raise OrdinaryWorkingDay(date=_words(day.date))
    if day.swapped_with is not None:
        _check_pair(day, day.swapped_with, others)


def foresee_day(day: SpecialDay) -> Forecast:
    """What would move if the day, with its pair, were told so."""
    return followers.foresee(_change(told=_with_pair(day), removed=_abandoned(day)))


def foresee_removal(day: SpecialDay) -> Forecast:
    return followers.foresee(_change(told=(), removed=_pair_of(day)))


def tell_day(day: SpecialDay, *, is_new: bool, by: Actor, now: dt.datetime) -> Forecast:
    """
    Add or correct one day and the other half of its pair; deadlines that pass over them follow.

    Locks the calendar alone.

    :raises DayAlreadyTold | OrdinaryWorkingDay | SwapOfOneKind | DayAlreadySwapped:
    """
    with acting(by):
        hold_calendar_to_change_it()
        check_day(day, is_new=is_new)
        told, removed = _with_pair(day), _abandoned(day)
        change = _change(told=told, removed=removed)
        SpecialDay.objects.filter(date__in=removed).delete()
        for row in told:
            row.save(force_insert=is_new and row is day)
        return followers.follow(change, by=by, now=now)


def remove_day(day: SpecialDay, *, by: Actor, now: dt.datetime) -> Forecast:
    """The day is an ordinary one again, and so is the other half of its pair. Locks the calendar alone."""
    with acting(by):
        hold_calendar_to_change_it()
        removed = _pair_of(day)
        change = _change(told=(), removed=removed)
        SpecialDay.objects.filter(date__in=removed).delete()
        return followers.follow(change, by=by, now=now)


def _check_pair(day: SpecialDay, pair: dt.date, others: dict[dt.date, SpecialDay]) -> None:
    """A worked weekend day for an ordinary working day, each in one pair only."""
    off, worked = (pair, day.date) if day.kind == _Kind.WORKING_DAY else (day.date, pair)
    if not _NO_DAYS.is_working(off) or _NO_DAYS.is_working(worked):
        raise SwapOfOneKind(date=_words(day.date), other=_words(pair))
    other = others.get(pair)
    if other is not None and other.swapped_with != day.date:
        if other.swapped_with is not None:
            raise DayAlreadySwapped(date=_words(other.date), other=_words(other.swapped_with))
        raise DayAlreadyTold(date=_words(other.date), name=other.name)


def _with_pair(day: SpecialDay) -> tuple[SpecialDay, ...]:
    """The day as it is told, and its other half: the row that stands, or a new one with a name of its own."""
    if day.swapped_with is None:
        return (day,)
    other = SpecialDay.objects.filter(date=day.swapped_with).first()
    if other is None:
        halves = (
            swapped(off=day.date, worked=day.swapped_with)
            if day.kind == _Kind.DAY_OFF
            else swapped(off=day.swapped_with, worked=day.date)
        )
        other = next(half for half in halves if half.date == day.swapped_with)
    return day, other


def _abandoned(day: SpecialDay) -> frozenset[dt.date]:
    """The former other half of a pair that the day leaves."""
    before = SpecialDay.objects.filter(date=day.date).first()
    former = before.swapped_with if before else None
    return frozenset() if former is None or former == day.swapped_with else frozenset({former})


def _pair_of(day: SpecialDay) -> frozenset[dt.date]:
    return frozenset(filter(None, [day.date, day.swapped_with]))


def _change(*, told: Iterable[SpecialDay], removed: frozenset[dt.date]) -> Change:
    """The calendar with these days told anew; only dates that change their kind count."""
    before = working_days()
    rows = {row.date: row.kind for row in told}
    touched = removed | rows.keys()
    after = replace(
        before,
        off=before.off - touched | {date for date, kind in rows.items() if kind == _Kind.DAY_OFF},
        worked=before.worked - touched | {date for date, kind in rows.items() if kind == _Kind.WORKING_DAY},
    )
    dates = frozenset(date for date in touched if before.is_working(date) != after.is_working(date))
    return Change(days=after, dates=dates)


def _words(day: dt.date) -> str:
    return wording.long_date(day)
