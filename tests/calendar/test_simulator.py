"""The arithmetic of the clock against a simulator that only steps from minute to minute."""

import datetime as dt
import os
import random
import time

import pytest

from oqu.calendar.working_time import OfficeHours, Span, WorkingDays, due_at, working_time
from oqu.core.clock import ALMATY

SCALE = float(os.environ.get("OQU_SCALE", "0.1"))
CALENDARS = int(10_000 * SCALE)
BENCHMARK = 400_000
FIRST = dt.date(2026, 6, 1)  # a Monday
LENGTH = 42
DAY = 24 * 60


class Simulator:
    """Six weeks as minutes. It knows which minutes the office is open and how to wait, nothing else."""

    def __init__(self, days: WorkingDays, hours: OfficeHours) -> None:
        dates = [FIRST + dt.timedelta(days=n) for n in range(LENGTH)]
        self.worked = [date in days.worked or (date not in days.off and date.weekday() < 5) for date in dates]
        spans = [hours.single_days.get(date, (hours.opens, hours.closes)) for date in dates]
        self.opens = [minute_of(opens) for opens, _ in spans]
        self.closes = [minute_of(closes) for _, closes in spans]

    def is_open(self, minute: int) -> bool:
        day, clock = divmod(minute, DAY)
        return self.worked[day] and self.opens[day] <= clock < self.closes[day]

    def due(self, arrived: int) -> int:
        """
        Wait until the office is open; then for the same clock time of another working day, or, once that
        day is over, for any later moment at which somebody is there to meet the deadline.
        """
        minute = arrived
        while not self.is_open(minute):
            minute += 1
        wanted, working_days_begun = minute % DAY, 0
        while True:
            minute += 1
            day, clock = divmod(minute, DAY)
            if not self.worked[day]:
                continue
            if clock == 0:
                working_days_begun += 1
            has_come = working_days_begun > 1 or (working_days_begun == 1 and clock >= wanted)
            if has_come and self.opens[day] <= clock <= self.closes[day]:
                return minute

    def open_minutes(self, since: int, until: int) -> int:
        return sum(self.is_open(minute) for minute in range(since, until))


def minute_of(clock_time: dt.time) -> int:
    return clock_time.hour * 60 + clock_time.minute


def moment_of(minute: int) -> dt.datetime:
    return dt.datetime.combine(FIRST, dt.time(), ALMATY) + dt.timedelta(minutes=minute)


def some_hours(chance: random.Random) -> Span:
    opens, closes = sorted(chance.sample(range(DAY), 2))
    return Span(dt.time(*divmod(opens, 60)), dt.time(*divmod(closes, 60)))


def some_calendar(chance: random.Random) -> tuple[WorkingDays, OfficeHours]:
    """Days off, weekend days worked instead, and days with hours of their own, in any mixture."""
    dates = [FIRST + dt.timedelta(days=n) for n in range(LENGTH)]
    off = frozenset(chance.sample(dates[:-14], chance.randrange(12)))
    weekend = [date for date in dates if date.weekday() >= 5]
    worked = frozenset(chance.sample(weekend, chance.randrange(len(weekend))))
    single = {date: some_hours(chance) for date in chance.sample(dates, chance.randrange(8))}
    opens, closes = some_hours(chance) if chance.random() < 0.7 else (dt.time(9), dt.time(18, 30))
    return WorkingDays(off, worked), OfficeHours(opens, closes, single)


@pytest.mark.rule("R98", "R99", "R100")
def test_no_difference_on_random_calendars_with_moved_days():
    chance = random.Random(20260401)  # noqa: S311
    moved = 0

    for number in range(CALENDARS):
        days, hours = some_calendar(chance)
        moved += bool(days.worked)
        simulator, arrived = Simulator(days, hours), chance.randrange(14 * DAY)

        found = due_at(moment_of(arrived), days=days, hours=hours)

        assert found.due_at == moment_of(simulator.due(arrived)), f"calendar {number}"
        until = arrived + chance.randrange(3 * DAY)
        left = working_time(moment_of(arrived), moment_of(until), days=days, hours=hours)
        assert left == dt.timedelta(minutes=simulator.open_minutes(arrived, until)), f"calendar {number}"

    print(f"\n{CALENDARS} random calendars, {moved} with moved days: 0 differences")
    assert moved > CALENDARS / 2


def test_a_wrong_rule_would_be_found():
    """The control: deadlines of one calendar, judged by another, differ."""
    chance = random.Random(1)  # noqa: S311
    differences = 0
    for _ in range(50):
        (days, hours), (other_days, _hours) = some_calendar(chance), some_calendar(chance)
        arrived = chance.randrange(14 * DAY)
        found = due_at(moment_of(arrived), days=other_days, hours=hours)
        differences += found.due_at != moment_of(Simulator(days, hours).due(arrived))

    assert differences


@pytest.mark.rule("R98")
def test_400_000_deadlines_with_their_derivations():
    chance = random.Random(400)  # noqa: S311
    days, hours = some_calendar(chance)
    moments = [moment_of(chance.randrange(14 * DAY)) for _ in range(BENCHMARK)]

    begun, begun_cpu = time.perf_counter(), time.process_time()
    late = sum(due_at(moment, days=days, hours=hours).starts_at > moment for moment in moments)
    took, took_cpu = time.perf_counter() - begun, time.process_time() - begun_cpu

    print(f"\n{BENCHMARK} deadlines with derivations: {took:.1f} s, {took_cpu:.1f} s of one processor")
    assert 0 < late < BENCHMARK
