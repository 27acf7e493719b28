"""What a fresh installation runs after its migrations, and beat every night."""

import datetime as dt
import io

import pytest
from django.core.management import CommandError, call_command

from oqu.calendar import tasks
from oqu.calendar.selectors import working_days
from oqu.core import clock
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def seed(*years: str) -> str:
    out = io.StringIO()
    with clock.stopped_at(NOW):
        call_command("seed_calendar", *years, stdout=out)
    return out.getvalue()


def test_fresh_installation_gets_its_holidays():
    assert seed().endswith("days added, years 2025-2027.\n")

    assert {day.year for day in working_days().off} == {2025, 2026, 2027}


def test_run_again_it_adds_nothing():
    seed()

    assert seed() == "0 days added, years 2025-2027.\n"


def test_years_may_be_named():
    seed("2024")

    assert dt.date(2024, 5, 4) in working_days().worked


@pytest.mark.parametrize("year", ["1990", "20260"])
def test_a_year_without_known_holidays_is_a_sentence_and_exit_status_2(year):
    with pytest.raises(CommandError) as refusal:
        seed(year)

    assert refusal.value.returncode == 2
    assert str(refusal.value) == f"The holidays of {year} are not known. Name years from 2016 to 2100."


def test_no_year_begins_without_its_holidays():
    with clock.stopped_at(dt.datetime(2026, 12, 31, 20, tzinfo=clock.ALMATY)):
        tasks.look_ahead()
    with clock.stopped_at(dt.datetime(2027, 1, 1, 4, tzinfo=clock.ALMATY)):
        assert tasks.look_ahead() > 10

    assert dt.date(2028, 1, 3) in working_days().off
