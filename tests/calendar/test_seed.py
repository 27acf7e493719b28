"""The seeded calendar against the published one, where the reference data is at hand."""

import csv
import datetime as dt
import os
from pathlib import Path

import pytest

from oqu.calendar import services
from oqu.calendar.management.commands.seed_calendar import FIRST
from oqu.calendar.models import SpecialDay
from oqu.calendar.selectors import names_of, working_days
from oqu.calendar.services import seed_calendar
from oqu.core.acting import Actor
from tests.factories import NOW, SYSTEM

DATA = Path(os.environ.get("OQU_REFERENCE_DATA", "../shared/data"))
PUBLISHED = DATA / "calendar_nonworking_2022_2027.csv"
YEARS = range(2024, 2028)

pytestmark = pytest.mark.django_db


@pytest.mark.skipif(not PUBLISHED.exists(), reason=f"no reference data: {PUBLISHED}")
def test_days_are_those_that_are_published():
    seed_calendar(YEARS, now=NOW)

    with PUBLISHED.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if int(row["date"][:4]) in YEARS]
    days = working_days()
    assert days.off == {dt.date.fromisoformat(row["date"]) for row in rows if row["is_working"] == "0"}
    assert days.worked == {dt.date.fromisoformat(row["date"]) for row in rows if row["is_working"] == "1"}


def test_moved_day_brings_both_of_its_halves():
    seed_calendar([2025], now=NOW)

    assert not working_days().is_working(dt.date(2025, 1, 3))
    assert working_days().is_working(dt.date(2025, 1, 5))
    assert names_of([dt.date(2025, 1, 5)]) == {dt.date(2025, 1, 5): "Рабочий день (перенос на 03.01.2025)"}
    assert SpecialDay.objects.get(date=dt.date(2025, 1, 5)).swapped_with == dt.date(2025, 1, 3)


def test_every_name_is_told_in_russian_and_in_kazakh():
    seed_calendar(range(FIRST, 2036), now=NOW)

    assert not [day.name_ru for day in SpecialDay.objects.all() if day.name_ru.isascii()]
    assert not [day.name_kk for day in SpecialDay.objects.all() if day.name_kk.isascii()]


def test_30_august_is_worked_since_2026():
    seed_calendar(YEARS, now=NOW)

    days = working_days()
    assert days.is_working(dt.date(2026, 8, 31))
    assert not days.is_working(dt.date(2027, 3, 15))


def test_the_second_time_adds_nothing():
    seed_calendar([2027], now=NOW)

    assert seed_calendar([2027], now=NOW) == 0


def test_what_the_ministry_changed_or_removed_stays_so():
    """Kurban Ait is counted in advance; when it is confirmed for another day, the seed must not bring it back."""
    ministry = Actor.ministry(1)
    seed_calendar([2026], now=NOW)
    wednesday = SpecialDay.objects.get(date=dt.date(2026, 5, 27))
    services.remove_day(wednesday, by=ministry, now=NOW)
    thursday = SpecialDay(date=dt.date(2026, 5, 28), name_ru="Курбан-айт", name_kk="Құрбан айт")
    services.tell_day(thursday, is_new=True, by=ministry, now=NOW)

    assert seed_calendar([2026], now=NOW) == 0

    assert working_days().is_working(dt.date(2026, 5, 27))
    assert not working_days().is_working(dt.date(2026, 5, 28))


def test_seeding_is_noted_under_its_own_name():
    from oqu.calendar.models import CalendarChange

    seed_calendar([2026], now=NOW)

    assert set(CalendarChange.objects.values_list("scope", "person_id")) == {(SYSTEM.scope, None)}
