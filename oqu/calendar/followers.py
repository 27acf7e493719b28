"""
Whoever keeps deadlines hears of a change of working time: first in a preview, then when it is made.

Deadlines stand above the calendar and the schools, so they register here and are not imported.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import ngettext

from oqu.calendar.working_time import OfficeHours, WorkingDays
from oqu.core import wording
from oqu.core.acting import Actor
from oqu.core.clock import ALMATY


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


@dataclass(frozen=True)
class Shift:
    """So many deadlines go from one day to another; within one day, from one moment to another."""

    was: dt.datetime
    becomes: dt.datetime
    count: int

    @property
    def was_in_words(self) -> str:
        return self._words(self.was)

    @property
    def becomes_in_words(self) -> str:
        return self._words(self.becomes)

    def _words(self, moment: dt.datetime) -> str:
        local = moment.astimezone(ALMATY)
        day = wording.day_of_week(local.date())
        is_same_day = self.was.astimezone(ALMATY).date() == self.becomes.astimezone(ALMATY).date()
        return f"{day}, {local:%H:%M}" if is_same_day else day


@dataclass(frozen=True)
class Forecast:
    """How many deadlines would move and in how many schools; `shifts` are the most frequent ones."""

    applications: int = 0
    schools: int = 0
    shifts: tuple[Shift, ...] = ()

    @property
    def sentence(self) -> str:
        """What a person is told once the change is made; empty when nothing moves."""
        if not self.applications:
            return ""
        return ngettext(
            "The deadline of %(count)s application is being recalculated.",
            "The deadlines of %(count)s applications are being recalculated.",
            self.applications,
        ) % {"count": self.applications}


class Follower(Protocol):
    def foresee(self, change: Change) -> Forecast: ...

    def follow(self, change: Change, *, expected: int, by: Actor, now: dt.datetime) -> None: ...


_follower: Follower


def register(follower: Follower) -> None:
    """Once, when the apps are ready."""
    global _follower
    _follower = follower


def foresee(change: Change) -> Forecast:
    """What would move. Called inside `acting`."""
    return _follower.foresee(change)


def follow(change: Change, *, by: Actor, now: dt.datetime) -> Forecast:
    """Leave the work of moving the deadlines in the transaction that changes working time."""
    forecast = foresee(change)
    _follower.follow(change, expected=forecast.applications, by=by, now=now)
    return forecast
