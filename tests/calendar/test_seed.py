"""The seeded calendar against the published one, where the reference data is at hand."""

import csv
import datetime as dt
import os
from pathlib import Path

import pytest

from oqu.calendar.models import SpecialDay
from oqu.calendar.selectors import name_of, working_days
from oqu.calendar.services import seed_calendar

DATA = Path(os.environ.get("OQU_REFERENCE_DATA", "../shared/data"))
PUBLISHED = DATA / "calendar_nonworking_2022_2027.csv"
YEARS = range(2024, 2028)

pytestmark = pytest.mark.django_db


@pytest.mark.skipif(not PUBLISHED.exists(), reason=f"no reference data: {PUBLISHED}")
def test_days_are_those_that_are_published():
    seed_calendar(YEARS)

    with PUBLISHED.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if int(row["date"][:4]) in YEARS]
    days = working_days()
    assert days.off == {dt.date.fromisoformat(row["date"]) for row in rows if row["is_working"] == "0"}
    assert days.worked == {dt.date.fromisoformat(row["date"]) for row in rows if row["is_working"] == "1"}


def test_moved_day_brings_both_of_its_halves():
    seed_calendar([2025])

    assert not working_days().is_working(dt.date(2025, 1, 3))
    assert working_days().is_working(dt.date(2025, 1, 5))
    assert name_of(dt.date(2025, 1, 5), "ru") == "Рабочий день (перенос на 03.01.2025)"


def test_every_name_is_told_in_russian():
    seed_calendar(YEARS)

    assert not [day.name_ru for day in SpecialDay.objects.all() if day.name_ru.isascii()]


def test_a_day_that_the_ministry_corrected_stays_as_it_is():
    SpecialDay.objects.create(
        date=dt.date(2027, 5, 16),
        kind=SpecialDay.Kind.WORKING_DAY,
        name_ru="Рабочий день",
        name_kk="Жұмыс күні",
    )

    seed_calendar([2027])

    assert SpecialDay.objects.get(date=dt.date(2027, 5, 16)).kind == SpecialDay.Kind.WORKING_DAY
    assert seed_calendar([2027]) == 0
