"""Who takes a consent back is out: of every session, of the API, and of the school they agreed to work at."""

import pytest
from django.urls import reverse

from oqu.core import clock
from oqu.core.acting import acting
from oqu.world.named import MOTHER
from staff import services
from staff.models import Consent, Membership
from staff.states import ConsentPurpose, ConsentState, Position, Role
from tests import factories as make
from tests.admissions.school.pages import text

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R25")]

WORK = services.Work(frozenset({Role.EXECUTOR, Role.OSO_STAFF}), Position.SECRETARY, "+77071234567")


@pytest.fixture
def director():
    return make.member(make.school(), Role.DIRECTOR)


@pytest.fixture
def employee(director, sandbox):
    by = make.actor(director)
    consent = services.ask_staff_consent(iin=MOTHER.iin, by=by, now=clock.now())
    sandbox.answer_1414(MOTHER.phone)
    return services.employ(uuid=consent.uuid, work=WORK, by=by, now=clock.now())


@pytest.fixture
def consent(employee):
    with acting(make.SYSTEM):
        return Consent.objects.get(purpose=ConsentPurpose.STAFF)


def page_of(consent) -> str:
    return reverse("staff:consent-revoke", args=[consent.uuid])


def roles_of(person) -> set[str]:
    with acting(make.SYSTEM):
        return {each.role for each in Membership.objects.filter(person=person) if each.ends_on is None}


def test_of_an_employee_ends_the_work_there(browser_of, employee, consent):
    browser, elsewhere = browser_of(person=employee), browser_of(person=employee)
    words = text(browser.get(page_of(consent)))
    assert consent.school.name in words
    assert "доступ к кабинету" in words

    browser.post(page_of(consent))

    assert roles_of(employee) == set()
    assert elsewhere.get("/profile/").url.startswith(reverse("staff:sign-in"))
    with acting(make.SYSTEM):
        consent.refresh_from_db()
    assert consent.state == ConsentState.REVOKED


def test_the_director_sees_it_and_may_ask_again(browser_of, director, employee, consent, sandbox):
    browser_of(person=employee).post(page_of(consent))
    browser = browser_of(director)

    words = text(browser.get(reverse("staff:list")))
    assert "Согласие отозвано" in words
    assert employee.full_name not in words
    again = browser.post(reverse("staff:candidate-again", args=[consent.uuid]))

    assert "Ждём согласия" in text(browser.get(again.url))


def test_other_schools_are_not_touched(browser_of, employee, consent):
    make.member(make.school(), Role.EXECUTOR, employee)

    browser_of(person=employee).post(page_of(consent))

    assert roles_of(employee) == {Role.EXECUTOR}


def test_a_directors_own_role_is_the_ministrys(browser_of, sandbox):
    director = make.member(make.school(), Role.DIRECTOR, make.person(iin=MOTHER.iin))
    by = make.actor(director)
    own = services.ask_staff_consent(iin=MOTHER.iin, by=by, now=clock.now())
    sandbox.answer_1414(MOTHER.phone)
    services.employ(uuid=own.uuid, work=WORK, by=by, now=clock.now())

    browser_of(director).post(page_of(own))

    assert roles_of(director.person) == {Role.DIRECTOR}


def test_keys_of_the_api_end_too(client, employee, consent):
    with acting(make.SYSTEM):
        membership = Membership.objects.filter(person=employee, role=Role.EXECUTOR).get()
    keys = [
        services.issue_token(person=employee, membership=each, now=clock.now()) for each in (None, membership)
    ]

    services.revoke_consent(uuid=consent.uuid, person=employee, now=clock.now())

    for key in keys:
        answer = client.get(reverse("api:applications"), headers={"Authorization": f"Bearer {key}"})
        assert answer.status_code == 401


def test_nobody_opens_the_page_of_anothers_consent(browser_of, director, consent):
    assert browser_of(director).get(page_of(consent)).status_code == 404


def test_what_was_refused_cannot_be_withdrawn(browser_of, employee, consent):
    with acting(make.SYSTEM):
        Consent.objects.update(state=ConsentState.DECLINED)
    browser = browser_of(person=employee)

    assert browser.get(page_of(consent)).status_code == 404
    assert browser.post(page_of(consent)).status_code == 404


def test_the_service_is_silent(browser_of, employee, consent, sandbox):
    with sandbox.fault("consent", "down"):
        answer = browser_of(person=employee).post(page_of(consent))

    assert answer.status_code == 503
    assert roles_of(employee) == {Role.EXECUTOR, Role.OSO_STAFF}
