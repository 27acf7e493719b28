"""
The working-day clock, as arithmetic: no database, no present moment.

An application must be decided within one working day of its arrival (R98-R100). Arrived within office
hours, it is due at the same clock time of the next working day; arrived outside them, its clock starts
when the office next opens. Lunch does not stop the clock (A15).
"""

import datetime as dt
from dataclasses import dataclass

from oqu.core.clock import ALMATY

_SATURDAY = 5


@dataclass(frozen=True)
class OfficeHours:
    """Almaty clock times; the office works in the half-open interval [opens, closes)."""

    opens: dt.time = dt.time(9, 0)
    closes: dt.time = dt.time(18, 30)


@dataclass(frozen=True)
class WorkingDays:
    """Five-day weeks except these days. `version` names the state of the calendar they came from."""

    off: frozenset[dt.date] = frozenset()
    worked: frozenset[dt.date] = frozenset()
    version: str = ""

    def is_working(self, day: dt.date) -> bool:
        return day in self.worked or (day.weekday() < _SATURDAY and day not in self.off)

    def next_after(self, day: dt.date) -> dt.date:
        following = day + dt.timedelta(days=1)
        while not self.is_working(following):
            following += dt.timedelta(days=1)
        return following


@dataclass(frozen=True)
class Step:
    """One day of the derivation: counted, or skipped and why (`day_off`, `before_opening`, `after_closing`)."""

    date: dt.date
    counted: bool
    reason: str

    def as_json(self) -> dict[str, object]:
        return {"date": self.date.isoformat(), "counted": self.counted, "reason": self.reason}


@dataclass(frozen=True)
class Deadline:
    """When the clock starts and stops (aware, Almaty), and the days it passed on the way."""

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
    starts = arrived
    if not days.is_working(arrived.date()):
        steps.append(Step(arrived.date(), counted=False, reason="day_off"))
        starts = _open(_walk(days, arrived.date(), steps), hours)
    elif arrived.time() < hours.opens:
        steps.append(Step(arrived.date(), counted=True, reason="before_opening"))
        starts = _open(arrived.date(), hours)
    elif arrived.time() >= hours.closes:
        steps.append(Step(arrived.date(), counted=False, reason="after_closing"))
        starts = _open(_walk(days, arrived.date(), steps), hours)
    if not steps or not steps[-1].counted:
        steps.append(Step(starts.date(), counted=True, reason="starts"))
    last_day = _walk(days, starts.date(), steps)
    due = dt.datetime.combine(last_day, starts.timetz())
    steps.append(Step(last_day, counted=True, reason="due"))
    return Deadline(arrived, starts, due, tuple(steps))


def working_time(
    since: dt.datetime, until: dt.datetime, *, days: WorkingDays, hours: OfficeHours
) -> dt.timedelta:
    """How much office time lies between two aware moments; none when `until` is not later."""
    start, end = since.astimezone(ALMATY), until.astimezone(ALMATY)
    total, day = dt.timedelta(), start.date()
    while day <= end.date():
        if days.is_working(day):
            begins = max(start, _open(day, hours))
            ends = min(end, dt.datetime.combine(day, hours.closes, tzinfo=ALMATY))
            total += max(ends - begins, dt.timedelta())
        day += dt.timedelta(days=1)
    return total


def _walk(days: WorkingDays, day: dt.date, steps: list[Step]) -> dt.date:
    """The next working day, noting the days off between."""
    target = days.next_after(day)
    between = day + dt.timedelta(days=1)
    while between < target:
        steps.append(Step(between, counted=False, reason="day_off"))
        between += dt.timedelta(days=1)
    return target


def _open(day: dt.date, hours: OfficeHours) -> dt.datetime:
    return dt.datetime.combine(day, hours.opens, tzinfo=ALMATY)
