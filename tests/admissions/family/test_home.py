"""The first page through the year."""

import datetime as dt

import pytest

from oqu.core import clock
from tests import factories as make
from tests.admissions.school.pages import text


def at(*moment: int) -> dt.datetime:
    return dt.datetime(*moment, tzinfo=clock.ALMATY)


@pytest.fixture
def home(client):
    def home(moment: dt.datetime):
        with clock.stopped_at(moment):
            return client.get("/")

    return home


def test_open_two_doors_and_the_last_day(home):
    make.campaign()

    words = text(home(make.NOW))

    assert "Найти школу по адресу" in words
    assert "Подать заявление" in words
    assert "1 сентября 2026 г." in words
    assert "в 2020 году или раньше" in words


def test_before_the_opening_a_draft_and_the_days_left(home):
    make.campaign()

    words = text(home(at(2026, 3, 25)))

    assert "Подготовить черновик" in words
    assert "с 1 апреля 2026 г., 09:00" in words
    assert "Осталось 7 дней." in words


def test_after_the_closing_the_way_to_the_department(home):
    make.campaign()

    words = text(home(at(2026, 9, 1)))

    assert "Приём закрыт" in words
    assert "отдел образования" in words
    assert "Подать заявление" not in words


def test_nothing_announced(home):
    assert "Даты приёма ещё не объявлены." in text(home(make.NOW))


@pytest.mark.rule("R118")
def test_the_three_papers(home):
    words = text(home(make.NOW))

    for paper in ("3×4", "065/у", "052-2/у"):
        assert paper in words


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_in_three_languages(client, language, settings):
    make.campaign()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language

    assert f'<html lang="{language}">' in client.get("/").content.decode()
