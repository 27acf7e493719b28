"""The page of one school (P3), and how often the look-up may be asked."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from limits.models import ClassLimit
from oqu.core import clock
from oqu.core.acting import acting
from oqu.world import SCHOOLS, STREETS
from staff.models import School
from staff.states import Role
from tests import factories as make
from tests.admissions.school.pages import text
from tests.admissions.test_lookup import KATO, town

__all__ = ["town"]
pytestmark = pytest.mark.django_db


def page(client, code: str, **asked: str):
    return client.get(reverse("admissions:school", args=[code]), asked)


def test_it_shows_seats_contacts_and_the_director(client, town):
    school = School.objects.get(code="032")
    make.member(school, Role.DIRECTOR, who=make.person(last_name="Серікқызы", first_name="Айнұр"))

    said = text(page(client, "032"))

    assert school.name_ru in said
    assert "казахский" in said
    assert "Места на" in said
    assert "Серікқызы Айнұр" in said
    assert "Подать" in said


@pytest.mark.parametrize(
    ("code", "answer"),
    [("032", "Да, это ваша школа"), ("084", "Нет, дом относится к другой школе")],
)
def test_it_says_whose_a_house_is(client, town, code, answer):
    served = next(fact for fact in SCHOOLS if fact.code == "032")
    street = next(each for each in STREETS if each.id == served.street_ids[0])

    said = text(page(client, code, street=street.name_ru, street_id=street.id, house=street.houses[0].number))

    assert answer in said


def test_a_street_that_is_nowhere_is_told(client, town):
    assert "нет такой улицы" in text(page(client, "032", street="Ыыыы", house="1"))


def test_no_other_settlement_can_be_asked_about(client, town):
    answer = page(client, "032", street="Е 117", house="1", settlement="999999999")

    assert answer.context["form"]["settlement"].value() == KATO


@pytest.mark.parametrize("code", ["999", "x"])
def test_an_unknown_school_is_no_page(client, town, code):
    assert page(client, code).status_code == 404


def test_a_school_without_seats_says_so_and_offers_no_button(client, db):
    make.campaign()
    school = make.school("777")

    said = text(page(client, school.code))

    assert "ещё не указала" in said
    assert "Подать" not in said


def test_the_town_is_asked_once_in_a_while(client, town):
    """In the opening minutes a whole town asks for the same: seats are read once, their moment is shown."""
    with CaptureQueriesContext(connection) as first:
        page(client, "032")
    with CaptureQueriesContext(connection) as second:
        page(client, "012")

    assert any("limits_classlimit" in query["sql"] for query in first)
    assert not any("limits_classlimit" in query["sql"] for query in second)


def test_a_seat_taken_shows_a_moment_later(client, town, settings):
    first = text(page(client, "032"))
    with acting(make.SYSTEM):
        ClassLimit.objects.filter(school__code="032").update(used=7, outside_used=7)

    assert text(page(client, "032")) == first
    cache.clear()
    assert text(page(client, "032")) != first


def test_without_valkey_it_answers_all_the_same(client, town, settings):
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/0"}}
    settings.REDIS_URL = "redis://127.0.0.1:1/0"

    assert page(client, "032").status_code == 200


def test_one_address_asks_so_often_and_not_more(client, town):
    began = clock.now()
    answers = [page(client, "032").status_code for _each in range(130)]

    assert answers[:60] == [200] * 60
    assert 429 in answers
    assert clock.now() - began < dt.timedelta(minutes=1)
