"""One working day, by the manual's example, the calendar of 2026 and a clock that only counts."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oqu.calendar.selectors import working_days
from oqu.calendar.services import seed_calendar
from oqu.calendar.working_time import OfficeHours, Span, Step, WorkingDays, due_at
from oqu.core.clock import ALMATY
from tests.factories import NOW

# Arrived, the clock starts, due: Almaty, five days a week, 09:00-18:30.
VECTORS = [
    ("2026-06-18T12:30:00", "2026-06-18T12:30:00", "2026-06-19T12:30:00"),
    ("2026-06-19T12:30:00", "2026-06-19T12:30:00", "2026-06-22T12:30:00"),
    ("2026-06-19T18:29:59", "2026-06-19T18:29:59", "2026-06-22T18:29:59"),
    ("2026-06-19T18:30:00", "2026-06-22T09:00:00", "2026-06-23T09:00:00"),
    ("2026-06-20T11:00:00", "2026-06-22T09:00:00", "2026-06-23T09:00:00"),
    ("2026-06-21T23:59:59", "2026-06-22T09:00:00", "2026-06-23T09:00:00"),
    ("2026-06-18T07:15:00", "2026-06-18T09:00:00", "2026-06-19T09:00:00"),
    ("2026-06-18T20:00:00", "2026-06-19T09:00:00", "2026-06-22T09:00:00"),
    ("2026-05-12T12:19:12", "2026-05-12T12:19:12", "2026-05-13T12:19:12"),
    ("2026-05-08T12:30:00", "2026-05-08T12:30:00", "2026-05-12T12:30:00"),
    ("2026-08-28T15:00:00", "2026-08-28T15:00:00", "2026-08-31T15:00:00"),
    ("2026-04-01T00:00:00", "2026-04-01T09:00:00", "2026-04-02T09:00:00"),
]
OFFICE = OfficeHours()


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=ALMATY)


@pytest.fixture
def days(db) -> WorkingDays:
    seed_calendar([2026], now=NOW)
    return working_days()


@pytest.mark.rule("R98", "R99", "R100")
@pytest.mark.parametrize(("arrived", "starts", "due"), VECTORS)
def test_vectors(days, arrived, starts, due):
    found = due_at(at(arrived), days=days, hours=OFFICE)

    assert (found.starts_at, found.due_at) == (at(starts), at(due))


def test_moment_of_another_zone_is_judged_by_the_clock_in_almaty():
    arrived = dt.datetime(2026, 6, 19, 13, 30, tzinfo=dt.UTC)  # 18:30 in Almaty, the office is closed

    found = due_at(arrived, days=WorkingDays(), hours=OFFICE)

    assert found.as_json()["received_at"] == "2026-06-19T18:30:00+05:00"
    assert found.starts_at == at("2026-06-22T09:00:00")


def test_moved_working_saturday_counts():
    days = WorkingDays(
        off=frozenset({dt.date(2024, 5, 7), dt.date(2024, 5, 8), dt.date(2024, 5, 9)}),
        worked=frozenset({dt.date(2024, 5, 4)}),
    )

    found = due_at(at("2024-05-03T12:30:00"), days=days, hours=OFFICE)

    assert found.due_at == at("2024-05-04T12:30:00")


def test_derivation_names_every_span_from_arrival_to_deadline(days):
    found = due_at(at("2026-05-08T19:00:00"), days=days, hours=OFFICE)

    nine, half_past_six, seven = dt.time(9), dt.time(18, 30), dt.time(19)
    assert found.derivation == (
        Step(dt.date(2026, 5, 8), False, "after_closing", seven),
        Step(dt.date(2026, 5, 9), False, "day_off"),  # Victory Day, a Saturday
        Step(dt.date(2026, 5, 10), False, "weekend"),
        Step(dt.date(2026, 5, 11), False, "day_off"),
        Step(dt.date(2026, 5, 12), True, "working_day", nine, half_past_six),
        Step(dt.date(2026, 5, 13), True, "working_day", nine, nine),
    )


def test_counted_spans_of_equal_days_add_up_to_one_day(days):
    found = due_at(at("2026-06-19T12:30:00"), days=days, hours=OFFICE)

    counted = [(step.begins, step.ends) for step in found.derivation if step.counted]
    assert counted == [(dt.time(12, 30), dt.time(18, 30)), (dt.time(9), dt.time(12, 30))]


class TestSingleDays:
    """The office works other hours on one day; Thursday 18 June 2026 and the Friday after it."""

    FRIDAY = dt.date(2026, 6, 19)

    def due(self, arrived: str, opens: str, closes: str, on: dt.date = FRIDAY):
        span = Span(dt.time.fromisoformat(opens), dt.time.fromisoformat(closes))
        hours = OfficeHours(single_days={on: span})
        return due_at(at(arrived), days=WorkingDays(), hours=hours)

    @pytest.mark.rule("R99", "R100")
    @pytest.mark.parametrize(
        ("arrived", "hours", "due"),
        [
            ("2026-06-18T12:30:00", ("09:00", "13:00"), "2026-06-19T12:30:00"),
            ("2026-06-18T13:00:00", ("09:00", "13:00"), "2026-06-19T13:00:00"),  # to its very end
            ("2026-06-18T13:00:01", ("09:00", "13:00"), "2026-06-22T09:00:00"),  # the office has closed
            ("2026-06-18T09:15:00", ("11:00", "18:30"), "2026-06-19T11:00:00"),  # and not yet opened
            ("2026-06-19T13:00:00", ("09:00", "13:00"), "2026-06-23T09:00:00"),  # arrived after closing
            ("2026-06-19T08:00:00", ("08:00", "13:00"), "2026-06-22T09:00:00"),  # open earlier than ever
            ("2026-06-19T19:00:00", ("09:00", "20:00"), "2026-06-23T09:00:00"),  # Monday closes at 18:30
        ],
    )
    def test_shorter_or_longer(self, arrived, hours, due):
        assert self.due(arrived, *hours).due_at == at(due)

    def test_derivation_says_why_it_waits(self):
        found = self.due("2026-06-18T17:00:00", "09:00", "13:00")

        assert [(step.date.day, step.counted, step.reason) for step in found.derivation] == [
            (18, True, "working_day"),
            (19, True, "single_hours"),
            (19, False, "after_closing"),
            (20, False, "weekend"),
            (21, False, "weekend"),
            (22, True, "working_day"),
        ]

    def test_moved_working_day_is_named_so(self):
        days = WorkingDays(worked=frozenset({dt.date(2026, 6, 20)}))

        found = due_at(at("2026-06-19T12:30:00"), days=days, hours=OFFICE)

        assert [step.reason for step in found.derivation] == ["working_day", "moved_working_day"]


STEP = dt.timedelta(minutes=15)
MONDAY = dt.datetime(2026, 6, 1)  # noqa: DTZ001 the day in Almaty is put on later


def counted_due(arrived: dt.datetime, days: WorkingDays, hours: OfficeHours) -> dt.datetime:
    """A clock that knows no rule but this: it runs while the office is open, for as long as one day of it."""
    midnight = dt.datetime.combine(arrived, dt.time(), tzinfo=ALMATY)
    one_day = dt.datetime.combine(midnight, hours.closes) - dt.datetime.combine(midnight, hours.opens)
    moment, counted = arrived, dt.timedelta()
    while True:
        if days.is_working(moment.date()) and hours.opens <= moment.time() < hours.closes:
            if counted >= one_day:
                return moment
            counted += STEP
        moment += STEP


some_days = st.frozensets(
    st.integers(0, 20).map(lambda n: (MONDAY + dt.timedelta(days=n)).date()), max_size=8
)
quarters = st.integers(0, 95).map(lambda n: dt.time(n // 4, n % 4 * 15))


@pytest.mark.rule("R98", "R99", "R100")
@given(arrived=st.integers(0, 14 * 96), off=some_days, worked=some_days, hours=st.tuples(quarters, quarters))
def test_agrees_with_a_clock_that_only_counts(arrived, off, worked, hours):
    opens, closes = sorted(hours)
    if opens == closes:
        opens, closes = dt.time(9), dt.time(18, 30)
    days, office = WorkingDays(off, worked), OfficeHours(opens, closes)
    moment = (MONDAY + arrived * STEP).replace(tzinfo=ALMATY)

    assert due_at(moment, days=days, hours=office).due_at == counted_due(moment, days, office)
