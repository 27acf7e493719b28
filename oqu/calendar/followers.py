"""
Whoever keeps deadlines hears of a change of working time: first in a preview, then when it is made.

Deadlines stand above the calendar and the schools, so they register here and are not imported.
"""

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from oqu.calendar.working_time import OfficeHours, WorkingDays
from oqu.core import wording
from oqu.core.acting import Actor


@dataclass(frozen=True)
class Change:
    """
    Working time as it will be: `days` for everybody, `hours` for one school.

    `dates` are the days that change; empty when it may be any day.
    """

    days: WorkingDays
    dates: frozenset[dt.date] = frozenset()
    school_id: int | None = None
    hours: OfficeHours | None = None


class Shift(NamedTuple):
    """So many deadlines go from one moment's day to another's."""

    was: dt.date
    becomes: dt.date
    count: int

    @property
    def was_in_words(self) -> str:
        return wording.day_of_week(self.was)

    @property
    def becomes_in_words(self) -> str:
        return wording.day_of_week(self.becomes)


@dataclass(frozen=True)
class Forecast:
    """How many deadlines would move and in how many schools; `shifts` are the most frequent ones."""

    applications: int = 0
    schools: int = 0
    shifts: tuple[Shift, ...] = ()


class Follower(Protocol):
    def foresee(self, change: Change) -> Forecast: ...

    def follow(self, change: Change, *, expected: int, by: Actor, now: dt.datetime) -> None: ...


class _Nobody:
    """Before any app has registered."""

    def foresee(self, change: Change) -> Forecast:
        return Forecast()

    def follow(self, change: Change, *, expected: int, by: Actor, now: dt.datetime) -> None:
        return


_follower: Follower = _Nobody()


def register(follower: Follower) -> None:
    global _follower
    _follower = follower


def foresee(change: Change) -> Forecast:
    """What would move. Called inside `acting`; counted as the system, since nobody sees all applications."""
    return _follower.foresee(change)


def follow(change: Change, *, by: Actor, now: dt.datetime) -> Forecast:
    """Leave the work of moving the deadlines in the transaction that changes working time."""
    forecast = foresee(change)
    _follower.follow(change, expected=forecast.applications, by=by, now=now)
    return forecast
