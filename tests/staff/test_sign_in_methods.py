"""Each cabinet opens to its own methods of signing in; the parent's pages open to all."""

import logging

import pytest
from django.test import Client
from django.urls import reverse

from oqu.world.named import DIRECTOR_32, EXECUTOR_32, MINISTRY, MOTHER
from oqu.world.schools import SCHOOLS
from staff import sessions
from staff.models import School
from staff.states import Role
from tests import factories as make
from tests.admissions.school.pages import text
from tests.staff.test_sign_in import local, to_egov

pytestmark = pytest.mark.django_db

BIN_32 = next(each.bin for each in SCHOOLS if each.code == "032")
BIN_84 = next(each.bin for each in SCHOOLS if each.code == "084")
ROLE_PAGE = reverse("staff:switch-role")


@pytest.fixture
def school() -> School:
    return make.school("032", bin=BIN_32)


def work(at: School, role: Role, human) -> str:
    """The person works there; the value of the role."""
    who = make.person(iin=human.iin, last_name=human.last_name, first_name=human.first_name)
    return str(make.member(at, role, who).pk)


def come(client: Client, sandbox, human, method: str, *, organisation_bin: str = "", then: str = ""):
    address = to_egov(client, then)
    back = sandbox.sign_in(address, human.iin, method=method, organisation_bin=organisation_bin)
    return client.get(local(back))


@pytest.mark.rule("R7")
@pytest.mark.parametrize("method", ["QR", "EDS_PERSON", "EDS_ORG"])
def test_the_directors_cabinet_opens_to_three_methods(client, sandbox, school, method):
    role = work(school, Role.DIRECTOR, DIRECTOR_32)

    answer = come(client, sandbox, DIRECTOR_32, method, organisation_bin=BIN_32)

    assert answer.url == "/"
    assert client.session[sessions.ROLE] == role
    assert client.get(reverse("staff:list")).status_code == 200


@pytest.mark.rule("R8")
@pytest.mark.parametrize(
    ("role", "page"), [(Role.EXECUTOR, "admissions:unprocessed"), (Role.OSO_STAFF, "limits:list")]
)
def test_an_employees_cabinet_opens_to_the_personal_signature(client, sandbox, school, role, page):
    work(school, role, EXECUTOR_32)

    come(client, sandbox, EXECUTOR_32, "EDS_PERSON")

    assert client.get(reverse(page)).status_code == 200


@pytest.mark.rule("R7", "R8")
@pytest.mark.parametrize(
    ("role", "human", "method"),
    [
        (Role.EXECUTOR, EXECUTOR_32, "QR"),
        (Role.EXECUTOR, EXECUTOR_32, "PASSWORD"),
        (Role.OSO_STAFF, EXECUTOR_32, "QR"),
        (Role.EXECUTOR, DIRECTOR_32, "EDS_ORG"),
        (Role.DIRECTOR, DIRECTOR_32, "PASSWORD"),
    ],
)
def test_another_method_opens_the_parents_pages_only(client, sandbox, school, role, human, method):
    value = work(school, role, human)

    answer = come(client, sandbox, human, method, organisation_bin=BIN_32)

    assert answer.url == ROLE_PAGE
    assert "Этот кабинет открывается только при входе способом" in text(client.get(ROLE_PAGE))
    refused = client.post(ROLE_PAGE, {"role": value})
    assert refused.status_code == 403
    assert "ЭЦП физического лица" in text(refused)
    assert client.get(reverse("admissions:unprocessed")).status_code == 403
    assert client.get(reverse("admissions:mine")).status_code == 200


def test_the_key_of_another_organisation_does_not_open_this_school(client, sandbox):
    elsewhere = make.school("084", bin=BIN_84)
    value = work(elsewhere, Role.DIRECTOR, DIRECTOR_32)

    come(client, sandbox, DIRECTOR_32, "EDS_ORG", organisation_bin=BIN_32)

    assert client.session[sessions.ROLE] == "parent"
    assert "Вы вошли с ЭЦП другой организации" in text(client.post(ROLE_PAGE, {"role": value}))


def test_nor_a_school_without_a_bin(client, sandbox):
    work(make.school("084", bin=None), Role.DIRECTOR, DIRECTOR_32)

    come(client, sandbox, DIRECTOR_32, "EDS_ORG", organisation_bin=BIN_32)

    assert client.get(reverse("staff:list")).status_code == 403


def test_of_two_cabinets_the_one_that_opens_is_taken(client, sandbox, school):
    who = make.person(iin=DIRECTOR_32.iin)
    director = make.member(school, Role.DIRECTOR, who)
    make.member(make.school("084", bin=BIN_84), Role.EXECUTOR, who)

    assert come(client, sandbox, DIRECTOR_32, "QR").url == "/"
    assert client.session[sessions.ROLE] == str(director.pk)


def test_a_role_that_came_into_the_session_is_checked_at_every_request(client, sandbox, school):
    value = work(school, Role.EXECUTOR, EXECUTOR_32)
    come(client, sandbox, EXECUTOR_32, "QR")
    session = client.session
    session[sessions.ROLE] = value
    session.save()

    assert client.get(reverse("admissions:unprocessed")).status_code == 403


def test_a_parents_page_is_reached_by_an_employee_with_a_telephone(client, sandbox, school):
    work(school, Role.EXECUTOR, EXECUTOR_32)
    wanted = reverse("admissions:draft-start")

    assert come(client, sandbox, EXECUTOR_32, "QR", then=wanted).url == wanted


class TestSettings:
    def test_the_ministry_may_allow_the_telephone_to_employees(self, client, sandbox, school, settings):
        settings.STAFF_MAY_SIGN_IN_BY_QR = True
        work(school, Role.EXECUTOR, EXECUTOR_32)

        assert come(client, sandbox, EXECUTOR_32, "QR").url == "/"
        assert client.get(reverse("admissions:unprocessed")).status_code == 200

    @pytest.mark.parametrize(("allowed", "status"), [(True, 200), (False, 403)])
    def test_where_egov_does_not_tell_the_method(
        self, client, sandbox, school, settings, caplog, allowed, status
    ):
        settings.SIGN_IN_WITHOUT_METHOD = allowed
        work(school, Role.EXECUTOR, EXECUTOR_32)

        with caplog.at_level(logging.WARNING), sandbox.fault("egov_login", "no_auth_method"):
            come(client, sandbox, EXECUTOR_32, "QR")

        assert client.get(reverse("admissions:unprocessed")).status_code == status
        assert "did not tell how person" in caplog.text
        assert EXECUTOR_32.iin not in caplog.text


@pytest.mark.parametrize(("method", "role"), [("QR", "ministry"), ("PASSWORD", "parent")])
def test_the_ministry_never_comes_by_a_password(client, sandbox, method, role):
    make.person(iin=MINISTRY.iin, is_ministry=True)

    come(client, sandbox, MINISTRY, method)

    assert client.session[sessions.ROLE] == role
    assert client.get("/admin/").status_code == (200 if role == "ministry" else 302)


@pytest.mark.parametrize("method", ["QR", "EDS_PERSON", "PASSWORD"])
def test_a_parent_comes_as_they_like(client, sandbox, method):
    # Only staff of the demo town have keys; here this one works nowhere.
    come(client, sandbox, EXECUTOR_32 if method == "EDS_PERSON" else MOTHER, method)

    assert client.get(reverse("admissions:mine")).status_code == 200


def test_after_the_choice_of_a_role_one_lands_where_one_wanted(client, sandbox, school):
    who = make.person(iin=EXECUTOR_32.iin)
    make.member(school, Role.EXECUTOR, who)
    officer = make.member(school, Role.OSO_STAFF, who)
    wanted = reverse("microdistrict:list")

    assert come(client, sandbox, EXECUTOR_32, "EDS_PERSON", then=wanted).url == ROLE_PAGE

    assert client.post(ROLE_PAGE, {"role": str(officer.pk)}).url == wanted
