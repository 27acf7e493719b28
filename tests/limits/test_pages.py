"""«Лимиты классов», for reading."""

import pytest

from oqu.core.acting import acting
from staff import sessions
from staff.models import Person
from staff.states import Role
from tests import factories as make

pytestmark = pytest.mark.django_db
PAGE = "/organization/class-limits"


@pytest.fixture
def browse(client):
    def browse(membership):
        with acting(make.SYSTEM):
            person = Person.objects.get(pk=membership.person_id)
        client.force_login(person, backend="staff.backends.EgovBackend")
        session = client.session
        session[sessions.ROLE] = str(membership.pk)
        session.save()
        return client.get(PAGE)

    return browse


@pytest.mark.rule("R55", "R64", "R65", "R66", "R77", "R154")
def test_the_columns_of_the_manual(browse):
    school = make.school()
    make.limit(school, total=85, used=70, outside_used=21)

    page = browse(make.member(school, Role.OSO_STAFF)).content.decode()

    for words in ("Учебный год", "Язык обучения", "Количество мест", "Количество классов"):
        assert words in page
    for value in ("2026-2027", "казахский", "85", "49 из 64", "21 из 21"):
        assert value in page


@pytest.mark.rule("R56")
@pytest.mark.parametrize(
    ("role", "status"), [(Role.DIRECTOR, 200), (Role.OSO_STAFF, 200), (Role.EXECUTOR, 403)]
)
def test_who_sees_it(browse, role, status):
    assert browse(make.member(make.school(), role)).status_code == status


def test_only_the_own_school(browse):
    make.limit(make.school(), total=77)

    page = browse(make.member(make.school(), Role.DIRECTOR)).content.decode()

    assert "data-label" not in page
    assert "Лимиты классов ещё не указаны" in page


def test_seats_that_nobody_stated(browse):
    school = make.school()
    make.limit(school, total=None)

    assert "Нет данных" in browse(make.member(school, Role.DIRECTOR)).content.decode()
