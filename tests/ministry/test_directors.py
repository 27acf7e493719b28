"""The ministry appoints and dismisses directors: by IIN, with dates, one acting at a time."""

import datetime as dt

import pytest
from django.test import Client

from oqu.core.acting import Actor, acting
from oqu.world.named import DIRECTOR_32, NO_PHONE
from staff.models import Membership, Person
from staff.states import Role
from tests import factories
from tests.admissions.school.pages import text
from tests.ministry.test_admin import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return factories.person(is_ministry=True)


@pytest.fixture
def client(officer) -> Client:
    return signed_in(officer, "ministry")


@pytest.fixture
def school():
    return factories.school("032")


def appoint(client, school, iin, **days):
    values = {"starts_on": "01.05.2026", "ends_on": "", "position": "", **days}
    return client.post("/admin/staff/membership/add/", {"iin": iin, "school": school.pk, **values})


def appointed() -> list[Membership]:
    with acting(factories.SYSTEM):
        return list(Membership.objects.select_related("person").order_by("starts_on", "pk"))


def test_appointed_by_iin(client, school):
    person = factories.person()

    answer = appoint(client, school, f"{person.iin[:6]} {person.iin[6:]}")

    assert answer.status_code == 302
    assert [(each.person_id, each.role) for each in appointed()] == [(person.pk, Role.DIRECTOR)]


class TestSomebodyWhoNeverSignedIn:
    def test_is_found_in_the_population_register(self, client, officer, school, sandbox):
        assert appoint(client, school, DIRECTOR_32.iin).status_code == 302

        director = appointed()[0].person
        assert director.last_name == DIRECTOR_32.last_name
        assert director.born_on == DIRECTOR_32.born_on
        with acting(Actor.ministry(officer.pk), read_only=True):
            assert Person.objects.filter(pk=director.pk).exists()

    def test_needs_no_telephone_for_it(self, client, school, sandbox):
        assert appoint(client, school, NO_PHONE.iin).status_code == 302

    def test_is_not_made_when_something_else_is_wrong(self, client, school, sandbox):
        answer = appoint(client, school, DIRECTOR_32.iin, ends_on="30.04.2026")

        assert answer.status_code == 200
        with acting(factories.SYSTEM):
            assert Person.objects.with_iin(DIRECTOR_32.iin) is None

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ("123456789012", "Такого ИИН не бывает"),
            ("abc", "Такого ИИН не бывает"),
            (factories.iin(987), "нет такого ИИН"),
        ],
    )
    def test_does_not_exist(self, client, school, sandbox, typed, sentence):
        answer = appoint(client, school, typed)

        assert sentence in text(answer)
        assert f'value="{typed}"' in answer.content.decode()
        assert appointed() == []

    def test_while_the_register_is_silent(self, client, school, sandbox):
        with sandbox.fault("population", "down"):
            answer = appoint(client, school, DIRECTOR_32.iin)

        assert "не отвечает" in text(answer)
        assert appointed() == []


def test_whose_access_is_closed_is_not_appointed(client, school):
    person = factories.person(is_active=False)

    answer = appoint(client, school, person.iin)

    assert "Доступ этого человека к порталу закрыт" in text(answer)
    assert appointed() == []


class TestOneAtATime:
    def test_a_second_one_is_refused_with_a_sentence(self, client, school):
        factories.member(school, Role.DIRECTOR)

        answer = appoint(client, school, factories.person().iin)

        assert answer.status_code == 200
        assert "другой директор, с 01.01.2020" in text(answer)
        assert len(appointed()) == 1

    @pytest.mark.parametrize(
        ("starts", "ends", "fits"),
        [
            ("01.01.2026", "31.01.2026", True),
            ("01.01.2026", "01.02.2026", False),
            ("28.02.2026", "31.03.2026", False),
            ("01.03.2026", "", True),
            ("15.02.2026", "16.02.2026", False),
        ],
    )
    def test_both_days_are_included(self, client, school, starts, ends, fits):
        """The other one acts in February."""
        days = {"starts_on": dt.date(2026, 2, 1), "ends_on": dt.date(2026, 2, 28)}
        factories.member(school, Role.DIRECTOR, **days)

        appoint(client, school, factories.person().iin, starts_on=starts, ends_on=ends)

        assert (len(appointed()) == 2) is fits

    def test_dismissed_by_a_last_day_and_followed_by_another(self, client, school):
        membership = factories.member(school, Role.DIRECTOR)
        page = f"/admin/staff/membership/{membership.pk}/change/"

        dismissed = client.post(page, {"position": "", "ends_on": "30.04.2026"})
        answer = appoint(client, school, factories.person().iin)

        assert (dismissed.status_code, answer.status_code) == (302, 302)
        assert [each.ends_on for each in appointed()] == [dt.date(2026, 4, 30), None]

    def test_a_dismissal_taken_back_over_the_next_one_is_refused(self, client, school):
        first = factories.member(school, Role.DIRECTOR, ends_on=dt.date(2026, 4, 30))
        factories.member(school, Role.DIRECTOR, starts_on=dt.date(2026, 5, 1))

        answer = client.post(f"/admin/staff/membership/{first.pk}/change/", {"position": "", "ends_on": ""})

        assert "другой директор, с 01.05.2026" in text(answer)
