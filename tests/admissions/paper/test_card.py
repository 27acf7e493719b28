"""What the school sees of an application that came on paper."""

import re
from uuid import uuid4

import pytest
from django.test import Client

from admissions import services
from admissions.models import Application
from oqu.core.acting import acting
from staff.models import Consent
from staff.services import issue_token
from staff.states import ConsentState
from tests import factories as make
from tests.admissions.school.conftest import sign_in
from tests.admissions.school.pages import text, url

__all__ = ["sign_in"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(executor, sign_in) -> Client:
    return sign_in(executor)


def registered(school, clerk, **facts) -> Application:
    draft = make.paper_draft(school, clerk, **facts)
    services.submit(uuid=draft.uuid, key=uuid4(), by=clerk)
    return make.reload(draft)


@pytest.mark.rule("R49")
def test_who_registered_it_and_what_date_the_paper_bears(browser, school, executor, clerk):
    paper = registered(school, clerk, paper_dated_on=make.NOW.date().replace(day=4))

    words = text(browser.get(url("card", paper)))
    for told in (
        "На бумаге, в школе",
        "4 мая 2026 г.",
        "Место в очереди — по моменту регистрации.",
        "Зарегистрировано заявление на бумаге",
        "Распечатать расписку",
    ):
        assert told in words
    assert words.count(executor.person.short_name) >= 2


def test_a_guardian_is_remarked(browser, school, clerk):
    words = text(browser.get(url("card", registered(school, clerk, is_parent=False))))

    assert "В регистре заявитель не указан родителем" in words
    assert "опекун или приёмный родитель ребёнка" in words


def test_a_consent_that_was_taken_back_is_told(browser, school, clerk):
    paper = registered(school, clerk)
    with acting(make.SYSTEM):
        Consent.objects.update(state=ConsentState.REVOKED, answered_at=make.NOW)

    assert re.search("отозвал", text(browser.get(url("card", paper))))


def test_what_came_through_the_portal_says_nothing_of_it(browser, school):
    words = text(browser.get(url("card", make.submitted(school))))

    assert "На бумаге, в школе" not in words
    assert "Распечатать расписку" not in words


@pytest.mark.parametrize("channel", ["manual", "portal"])
def test_a_program_is_told_the_channel(client, school, executor, clerk, channel):
    application = registered(school, clerk) if channel == "manual" else make.submitted(school)
    token = issue_token(person=executor.person, membership=executor, now=make.NOW)

    answer = client.get(
        f"/api/v1/applications/{application.uuid}/", headers={"authorization": f"Bearer {token}"}
    )

    assert answer.json()["channel"] == channel
