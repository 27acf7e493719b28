"""The director may leave while the consent is on its way: the portal asks 1414 and tells (R24)."""

import datetime as dt

import pytest
from django.urls import reverse

from oqu.core import clock
from oqu.core.acting import acting
from oqu.outbox.models import Lane
from oqu.outbox.services import deliver
from oqu.world.named import FATHER, MOTHER
from staff import services, tasks
from staff.models import Consent
from staff.states import ConsentState, Role
from tests import factories as make
from tests.admissions.school.pages import text

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R24")]

NOTICES = reverse("admissions:notifications")


@pytest.fixture
def director():
    return make.member(make.school(), Role.DIRECTOR)


@pytest.fixture
def browser(browser_of, director):
    return browser_of(director)


@pytest.fixture
def consent(director, sandbox) -> Consent:
    return asked(director)


def asked(director, human=MOTHER) -> Consent:
    return services.ask_staff_consent(iin=human.iin, by=make.actor(director), now=clock.now())


def ask_1414() -> int:
    answered = tasks.refresh_consents()
    deliver(Lane.WORKER, now=clock.now())
    return answered


@pytest.mark.parametrize(("answer", "title"), [("511", "Согласие получено"), ("нет", "В согласии отказано")])
def test_the_answer_waits_among_the_notifications(browser, consent, sandbox, answer, title):
    sandbox.answer_1414(MOTHER.phone, answer)

    assert ask_1414() == 1

    page = browser.get(NOTICES)
    assert title in text(page)
    assert reverse("staff:candidate", args=[consent.uuid]) in page.content.decode()
    assert MOTHER.last_name not in text(page)


def test_no_answer_in_a_day(browser, consent, sandbox):
    with sandbox.fault("consent", "expired"):
        ask_1414()

    assert "Согласие не получено в срок" in text(browser.get(NOTICES))


@pytest.mark.usefixtures("consent")
def test_while_nobody_answers_nothing_is_told(browser):
    assert ask_1414() == 0
    assert "Пока нет уведомлений" in text(browser.get(NOTICES))


def test_who_looked_at_the_page_is_not_told_again(browser, director, consent, sandbox):
    sandbox.answer_1414(MOTHER.phone)
    services.refresh_consent(uuid=consent.uuid, by=make.actor(director), now=clock.now())

    assert ask_1414() == 0
    assert "Пока нет уведомлений" in text(browser.get(NOTICES))


def test_once_is_enough(browser, consent, sandbox):
    sandbox.answer_1414(MOTHER.phone)
    ask_1414()
    ask_1414()

    assert browser.get(NOTICES).context["page"].paginator.count == 1


def test_in_another_role_it_is_not_seen(browser_of, director, consent, sandbox):
    sandbox.answer_1414(MOTHER.phone)
    ask_1414()
    other_role = browser_of(make.member(director.school, Role.EXECUTOR, director.person))

    assert "Пока нет уведомлений" in text(other_role.get(NOTICES))


def test_a_silent_service_is_asked_again(director, consent, sandbox):
    asked(director, FATHER)
    sandbox.answer_1414(MOTHER.phone)
    with sandbox.fault("consent", "down"):
        assert ask_1414() == 0
    with acting(make.SYSTEM):
        assert Consent.objects.get(pk=consent.pk).state == ConsentState.SMS_SENT

    assert ask_1414() == 1


def test_a_request_the_service_never_answers_is_given_up(consent, sandbox):
    with acting(make.SYSTEM):
        Consent.objects.filter(pk=consent.pk).update(expires_at=clock.now() - dt.timedelta(days=1))
    sandbox.answer_1414(MOTHER.phone)

    assert ask_1414() == 0
