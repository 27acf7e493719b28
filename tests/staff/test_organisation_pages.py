"""«Моя организация»: my profile, the school's, the staff; and the help page."""

import pytest
from django.urls import reverse

from staff.states import Role
from tests import factories as make
from tests.admissions.school.pages import text

pytestmark = pytest.mark.django_db


@pytest.mark.rule("R53")
@pytest.mark.parametrize(
    ("name", "crumb"),
    [("list", "Персонал"), ("organisation", "Профиль организации"), ("profile", "Мой профиль")],
)
def test_breadcrumbs(browser_of, name, crumb):
    words = text(browser_of(make.member(make.school(), Role.DIRECTOR)).get(reverse(f"staff:{name}")))

    assert f"Главная {crumb}" in words


class TestStaffList:
    def test_the_people_of_ones_own_school(self, browser_of):
        school = make.school()
        make.member(school, Role.EXECUTOR, make.person(last_name="Мұқанов", first_name="Данияр"))
        make.member(make.school(), Role.EXECUTOR, make.person(last_name="Соколов"))

        words = text(browser_of(make.member(school, Role.DIRECTOR)).get(reverse("staff:list")))

        assert "Мұқанов Данияр" in words
        assert "Соколов" not in words

    @pytest.mark.rule("R26")
    @pytest.mark.parametrize("role", [Role.EXECUTOR, Role.OSO_STAFF])
    def test_is_the_directors(self, browser_of, role):
        assert browser_of(make.member(make.school(), role)).get(reverse("staff:list")).status_code == 403

    def test_queries_do_not_grow_with_people(self, browser_of, same_query_count):
        school = make.school()
        browser = browser_of(make.member(school, Role.DIRECTOR))

        same_query_count(
            lambda: browser.get(reverse("staff:list")),
            lambda: [make.member(school, Role.EXECUTOR) for _ in range(3)],
        )


class TestProfiles:
    @pytest.mark.rule("R149", "R150")
    def test_mine_shows_the_number_in_part(self, browser_of):
        person = make.person(iin="950601600023", email="")

        words = text(browser_of(person=person).get(reverse("staff:profile")))

        assert "•••••• ••• 023" in words
        assert "950601" not in words
        assert "+7 (707) 555-01-01" in words
        assert "Нет данных" in words

    @pytest.mark.rule("R151")
    def test_the_schools(self, browser_of):
        school = make.school("032")

        words = text(browser_of(make.member(school, Role.EXECUTOR)).get(reverse("staff:organisation")))

        assert 'ГКП на ПХВ "Школа-гимназия № 032"' in words
        assert "09:00–18:30" in words

    def test_a_parent_has_no_organisation(self, browser_of):
        assert browser_of(person=make.person()).get(reverse("staff:organisation")).status_code == 403


@pytest.mark.rule("R4", "R5")
def test_help_names_both_lines_and_the_education_department(client):
    words = text(client.get(reverse("core:help")))

    assert "+7 (775) 007-94-81" in words
    assert "+7 (700) 344-95-15" in words
    assert "отдел или управление образования" in words
