"""
The working-day clock, as arithmetic: no database, no present moment.

An application must be decided within one working day of its arrival (R98-R100). Arrived within office
hours, it is due at the same clock time of the next working day; arrived outside them, its clock starts
when the office next opens. Lunch does not stop the clock (A15). Where that clock time finds the office
closed, because the day was made shorter, the deadline waits for the next opening in the same way.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from oqu.core.clock import ALMATY

_SATURDAY = 5
_DAY = dt.timedelta(days=1)


class Span(NamedTuple):
    """Almaty clock times; the office works in the half-open interval [opens, closes)."""

    opens: dt.time
    closes: dt.time


@dataclass(frozen=True)
class OfficeHours:
    """The hours of every working day, and of single days that are shorter or longer."""

    opens: dt.time = dt.time(9, 0)
    closes: dt.time = dt.time(18, 30)
    single_days: Mapping[dt.date, Span] = field(default_factory=dict)

    @cached_property
    def usual(self) -> Span:
        return Span(self.opens, self.closes)

    def on(self, day: dt.date) -> Span:
        return self.single_days.get(day, self.usual)


@dataclass(frozen=True)
class WorkingDays:
    """Five-day weeks except these days. `version` names the state of the calendar they came from."""

    off: frozenset[dt.date] = frozenset()
    worked: frozenset[dt.date] = frozenset()
    version: str = ""

    def is_working(self, day: dt.date) -> bool:
        return day in self.worked or (day.weekday() < _SATURDAY and day not in self.off)


class Step(NamedTuple):
    """
    One span of the derivation: counted, or skipped and why.

    Counted ones are a `working_day`, a `moved_working_day` (a weekend day worked by order) or a day of
    `single_hours`; skipped ones a `weekend`, a `day_off` of the calendar, and the time `before_opening`
    or `after_closing`. A whole day has no clock times. The last step may be empty: due at the opening.
    """

    date: dt.date
    counted: bool
    reason: str
    begins: dt.time | None = None
    ends: dt.time | None = None

    def as_json(self) -> dict[str, object]:
        return {
            "date": self.date.isoformat(),
            "from": self.begins.isoformat() if self.begins else None,
            "until": self.ends.isoformat() if self.ends else None,
            "counted": self.counted,
            "reason": self.reason,
        }


class Deadline(NamedTuple):
    """When the clock starts and stops (aware, Almaty), and the spans it passed on the way."""

    received_at: dt.datetime
    starts_at: dt.datetime
    due_at: dt.datetime
    derivation: tuple[Step, ...]

    def as_json(self) -> dict[str, object]:
        return {
            "received_at": self.received_at.isoformat(),
            "starts_at": self.starts_at.isoformat(),
            "due_at": self.due_at.isoformat(),
            "derivation": [step.as_json() for step in self.derivation],
        }


def due_at(received_at: dt.datetime, *, days: WorkingDays, hours: OfficeHours) -> Deadline:
    """One working day from `received_at` (aware), with the steps that lead there."""
    arrived = received_at.astimezone(ALMATY)
    steps: list[Step] = []
    starts = _first_open(arrived, days, hours, steps)
    first_day, clock_time = starts.date(), starts.time()
    steps.append(_counted(first_day, clock_time, hours.on(first_day).closes, days, hours))
    last_day = _pass_days_off(first_day + _DAY, days, steps)
    opens, closes = hours.on(last_day)
    if clock_time > closes:
        steps.append(_counted(last_day, opens, closes, days, hours))
        steps.append(Step(last_day, counted=False, reason="after_closing", begins=closes))
        last_day = _pass_days_off(last_day + _DAY, days, steps)
        opens = ends = hours.on(last_day).opens
    else:
        ends = max(clock_time, opens)
    steps.append(_counted(last_day, opens, ends, days, hours))
    return Deadline(arrived, starts, dt.datetime.combine(last_day, ends, ALMATY), tuple(steps))


def working_time(
    since: dt.datetime, until: dt.datetime, *, days: WorkingDays, hours: OfficeHours
) -> dt.timedelta:
    """How much office time lies between two aware moments; none when `until` is not later."""
    start, end = since.astimezone(ALMATY), until.astimezone(ALMATY)
    total, day = dt.timedelta(), start.date()
    while day <= end.date():
        if days.is_working(day):
            opens, closes = hours.on(day)
            begins = max(start, dt.datetime.combine(day, opens, ALMATY))
            ends = min(end, dt.datetime.combine(day, closes, ALMATY))
            total += max(ends - begins, dt.timedelta())
        day += _DAY
    return total


def _first_open(
    arrived: dt.datetime, days: WorkingDays, hours: OfficeHours, steps: list[Step]
) -> dt.datetime:
    """The first moment from `arrived` on at which the office is open, noting what is skipped."""
    day, clock_time = arrived.date(), arrived.time()
    if days.is_working(day):
        opens, closes = hours.on(day)
        if opens <= clock_time < closes:
            return arrived
        if clock_time < opens:
            steps.append(Step(day, counted=False, reason="before_opening", begins=clock_time, ends=opens))
            return dt.datetime.combine(day, opens, ALMATY)
        steps.append(Step(day, counted=False, reason="after_closing", begins=clock_time))
        day += _DAY
    day = _pass_days_off(day, days, steps)
    return dt.datetime.combine(day, hours.on(day).opens, ALMATY)


def _pass_days_off(day: dt.date, days: WorkingDays, steps: list[Step]) -> dt.date:
    """The first working day from `day` on, noting the days off before it."""
    while not days.is_working(day):
        steps.append(Step(day, counted=False, reason="day_off" if day in days.off else "weekend"))
        day += _DAY
    return day


def _counted(day: dt.date, begins: dt.time, ends: dt.time, days: WorkingDays, hours: OfficeHours) -> Step:
    if day in hours.single_days:
        reason = "single_hours"
    else:
        reason = "moved_working_day" if day in days.worked else "working_day"
    return Step(day, True, reason, begins, ends)
