"""How the time that is left reads: office time before the deadline, plain time after it."""

import datetime as dt

import pytest

from admissions.deadlines import WorkingClock, clock_of, time_left
from admissions.models import Application
from admissions.states import Status
from oqu.calendar.models import SpecialDay
from oqu.calendar.working_time import OfficeHours, Span, WorkingDays, working_time
from oqu.core.acting import acting
from oqu.core.clock import ALMATY
from staff.models import OfficeDay, School
from tests import factories as make

DAYS = WorkingDays(off=frozenset({dt.date(2026, 5, 11)}))  # observed Victory Day, a Monday


def at(day: int, clock: str) -> dt.datetime:
    return dt.datetime.combine(dt.date(2026, 5, day), dt.time.fromisoformat(clock), tzinfo=ALMATY)


def read(now: dt.datetime, due: dt.datetime | None, status: Status = Status.ON_REVIEW, **single: Span):
    application = Application(due_at=due, status=status, school=School(pk=1))
    hours = OfficeHours(single_days={dt.date(2026, 5, 13): span for span in single.values()})
    return time_left(application, now=now, clock=WorkingClock(DAYS, {1: hours}))


@pytest.mark.rule("R98", "R100")
@pytest.mark.parametrize(
    ("since", "until", "minutes"),
    [
        (at(12, "12:30"), at(13, "12:30"), 570),
        (at(12, "18:29"), at(13, "09:01"), 2),
        (at(8, "18:00"), at(12, "09:30"), 60),  # Friday evening to Tuesday morning over a holiday
        (at(12, "20:00"), at(13, "08:00"), 0),
        (at(13, "12:00"), at(12, "12:00"), 0),
    ],
)
def test_office_time_between_two_moments(since, until, minutes):
    assert working_time(since, until, days=DAYS, hours=OfficeHours()) == dt.timedelta(minutes=minutes)


@pytest.mark.rule("R101")
@pytest.mark.parametrize(
    ("now", "words", "is_overdue"),
    [
        (at(12, "12:30"), "осталось 9 ч 30 мин рабочего времени", False),
        (at(13, "11:30"), "осталось 1 ч рабочего времени", False),
        (at(13, "12:29"), "осталось 1 мин рабочего времени", False),
        (at(13, "12:30"), "осталось меньше минуты", False),
        (at(13, "12:31"), "просрочено на 1 мин", True),
        (at(13, "15:45"), "просрочено на 3 ч 15 мин", True),
        (at(15, "13:30"), "просрочено на 2 дн. 1 ч", True),
        (at(15, "12:30"), "просрочено на 2 дн.", True),
    ],
)
def test_words(now, words, is_overdue):
    left = read(now, at(13, "12:30"))

    assert (left.words, left.is_overdue) == (words, is_overdue)


def test_due_at_the_opening_and_not_yet_open():
    assert read(at(12, "20:00"), at(13, "09:00")).words == "к началу рабочего дня"


def test_a_day_with_other_hours_counts_by_those():
    left = read(at(12, "18:00"), at(13, "12:30"), span=Span(dt.time(11), dt.time(13)))

    assert left.words == "осталось 2 ч рабочего времени"


@pytest.mark.rule("R173")
@pytest.mark.parametrize("status", [Status.ACCEPTED, Status.REFUSED, Status.WITHDRAWN])
def test_a_final_application_waits_for_nobody(status):
    assert read(at(15, "13:30"), at(13, "12:30"), status) is None


def test_a_draft_waits_for_nobody():
    assert read(at(15, "13:30"), None, Status.DRAFT) is None


@pytest.mark.django_db
def test_the_clock_of_many_schools_asks_twice(django_assert_num_queries):
    schools = [make.school() for _ in range(3)]
    with acting(make.SYSTEM):
        SpecialDay.objects.create(date=dt.date(2026, 5, 11), name_ru="День Победы", name_kk="Жеңіс күні")
        OfficeDay.objects.create(
            school=schools[0], date=dt.date(2026, 5, 13), opens_at=dt.time(9), closes_at=dt.time(13)
        )

    with django_assert_num_queries(2):
        clock = clock_of(schools)

    assert clock.hours[schools[0].pk].single_days == {dt.date(2026, 5, 13): Span(dt.time(9), dt.time(13))}
    assert clock.hours[schools[1].pk] == OfficeHours()
