"""«Ручной прием заявлений» in a clerk's browser: from the menu to the receipt."""

import datetime as dt
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from admissions.models import Application
from admissions.states import Status
from oqu.core import clock
from oqu.core.acting import acting
from oqu.outbox.models import Lane
from oqu.outbox.services import deliver
from oqu.world import people
from oqu.world.named import MOTHER, TWO_CHILDREN
from staff.models import Consent, Membership
from staff.states import Role
from tests import factories as make
from tests.admissions.family.screens import papers
from tests.admissions.school.conftest import sign_in
from tests.admissions.school.pages import text

__all__ = ["sign_in"]
pytestmark = pytest.mark.django_db
HERS = next(child for child in people() if MOTHER.iin in child.parent_iins)
SOMEBODY_ELSES = next(child for child in people() if TWO_CHILDREN.iin in child.parent_iins)
DESK = "/organization/manual-intake"


@pytest.fixture
def browser(executor, sign_in) -> Client:
    return sign_in(executor)


def page(name: str, *arguments: object) -> str:
    return reverse(f"admissions:paper-{name}", args=arguments)


def only(browser: Client) -> Application:
    with acting(browser.actor):
        return Application.objects.get()


@pytest.fixture
def child_page(browser, sandbox) -> str:
    """The applicant has answered 511."""
    waiting = browser.post(page("new"), {"iin": MOTHER.iin}).url
    sandbox.answer_1414(MOTHER.phone)
    return browser.post(waiting).url


@pytest.mark.rule("R49")
def test_from_the_menu_to_the_receipt(browser, sandbox, school):
    assert f'href="{DESK}"' in browser.get(reverse("admissions:unprocessed")).content.decode()
    assert "Ручной прием заявлений" in text(browser.get(DESK))

    waiting = browser.post(page("new"), {"iin": MOTHER.iin}).url
    assert "Ждём согласия" in text(browser.get(waiting))
    assert "Согласие ещё не получено" in text(browser.post(waiting, follow=True))
    assert "Ждём согласия" in text(browser.get(DESK))
    assert MOTHER.iin not in browser.get(DESK).content.decode()
    sandbox.answer_1414(MOTHER.phone)
    child = browser.post(waiting).url

    details = browser.post(child, {"child_iin": HERS.iin, "dated_on": "2026-05-04"}).url
    documents = browser.post(details, {"language": "kk", "phone": "8 707 123 45 67"}).url
    check = browser.post(documents, papers("photo_3x4", "form_065u", "form_052_2u", "paper")).url
    words = text(browser.get(check))
    assert HERS.first_name in words
    assert "4 мая 2026" in words
    answer = browser.post(check, {"key": str(uuid4()), "agreed": "on"}, follow=True)

    words = text(answer)
    assert "Заявление зарегистрировано" in words
    assert "12.05.2026 12:19" in words
    assert "13.05.2026 12:19" in words
    deliver(Lane.RENDERER, now=make.NOW)
    draft = only(browser)
    assert "Распечатать расписку" in text(browser.get(page("receipt", draft.uuid)))
    pdf = browser.get(page("receipt-pdf", draft.uuid))
    assert pdf["Content-Type"] == "application/pdf"
    pdf.getvalue()
    assert HERS.first_name not in text(browser.get(DESK))


class TestLeaving:
    def test_what_is_begun_stands_in_the_list(self, browser, school):
        draft = make.paper_draft(school, browser.actor, documents=False)

        words = text(browser.get(DESK))
        assert draft.child_name in words
        assert "Осталось шагов: 2" in words or "2 шага" in words
        assert page("documents", draft.uuid) in browser.get(DESK).content.decode()

    def test_a_draft_may_be_thrown_away(self, browser, school):
        draft = make.paper_draft(school, browser.actor)

        assert browser.post(page("delete", draft.uuid)).url == DESK
        with acting(browser.actor):
            assert not Application.objects.exists()

    def test_scans_may_be_looked_at_before_it_is_registered(self, browser, school, sign_in):
        draft = make.paper_draft(school, browser.actor)
        with acting(make.SYSTEM):
            scan = draft.documents.first()

        for name in ("document", "document-page"):
            url = reverse(f"admissions:{name}", args=[scan.uuid])
            answer = browser.get(url)
            assert answer.status_code == 200
            answer.getvalue()
            assert sign_in(make.member(school, Role.DIRECTOR)).get(url).status_code == 404
            with acting(make.SYSTEM):
                Membership.objects.filter(role=Role.DIRECTOR).delete()

    def test_the_list_asks_as_often_for_many_as_for_few(self, browser, school, same_query_count):
        def grow():
            for _ in range(3):
                make.paper_draft(school, browser.actor)
                make.paper_consent(school, browser.actor, make.iin())

        grow()
        same_query_count(lambda: browser.get(DESK), grow)


class TestRefused:
    """Beside the field, and what was typed stays."""

    def test_an_applicant_that_cannot_exist(self, browser):
        answer = browser.post(page("new"), {"iin": "950601600024"})

        assert answer.status_code == 422
        assert "Такого ИИН не бывает" in text(answer)
        assert 'value="950601600024"' in answer.content.decode()

    def test_a_child_that_cannot_exist(self, browser, child_page):
        answer = browser.post(child_page, {"child_iin": "950601600024"})

        assert answer.status_code == 422
        assert "Такого ИИН не бывает" in text(answer)

    def test_the_child_of_somebody_else_and_then_a_guardian(self, browser, child_page):
        told = {"child_iin": SOMEBODY_ELSES.iin}
        answer = browser.post(child_page, told)
        assert answer.status_code == 403
        assert "не указан родителем этого ребёнка" in text(answer)
        assert f'value="{SOMEBODY_ELSES.iin}"' in answer.content.decode()

        answer = browser.post(child_page, {**told, "is_guardian": "on"})
        assert answer.status_code == 422
        assert "Введите дату рождения" in text(answer)

        born = SOMEBODY_ELSES.born_on
        answer = browser.post(
            child_page,
            {**told, "is_guardian": "on", "child_born_on": f"{born - dt.timedelta(days=1):%Y-%m-%d}"},
        )
        assert answer.status_code == 400
        assert SOMEBODY_ELSES.first_name not in text(answer)

        browser.post(child_page, {**told, "is_guardian": "on", "child_born_on": f"{born:%Y-%m-%d}"})
        draft = only(browser)
        assert not draft.is_parent
        assert "опекун или приёмный родитель" in text(browser.get(page("documents", draft.uuid)))

    def test_the_register_is_silent(self, browser, child_page, sandbox):
        with sandbox.fault("population", "down"):
            answer = browser.post(child_page, {"child_iin": HERS.iin})

        assert answer.status_code == 503
        assert f'value="{HERS.iin}"' in answer.content.decode()

    def test_the_consent_service_is_silent(self, browser, sandbox):
        with sandbox.fault("consent", "down"):
            answer = browser.post(page("new"), {"iin": MOTHER.iin})

        assert "1414" in text(answer)
        assert f'value="{MOTHER.iin}"' in answer.content.decode()

    def test_a_second_application_for_the_child(self, browser, child_page):
        make.submitted(make.school(), child_iin=HERS.iin)

        answer = browser.post(child_page, {"child_iin": HERS.iin})

        assert answer.status_code == 409
        assert "уже есть заявление" in text(answer)

    @pytest.mark.parametrize("moment", ["opens_at", "closes_at"])
    def test_outside_the_window(self, browser, school, executor, sign_in, moment):
        draft, campaign = make.paper_draft(school, browser.actor), make.campaign()
        at = campaign.opens_at - dt.timedelta(seconds=1) if moment == "opens_at" else campaign.closes_at

        with clock.stopped_at(at):
            that_day = sign_in(executor)
            answer = that_day.post(page("check", draft.uuid), {"key": str(uuid4()), "agreed": "on"})

        assert answer.status_code == 409
        assert make.status_of(draft) == Status.DRAFT

    def test_without_the_tick(self, browser, school):
        draft = make.paper_draft(school, browser.actor)

        answer = browser.post(page("check", draft.uuid), {"key": str(uuid4())})

        assert answer.status_code == 422
        assert make.status_of(draft) == Status.DRAFT

    def test_after_the_dismissal(self, browser, school, executor):
        draft = make.paper_draft(school, browser.actor)
        with acting(make.SYSTEM):
            Membership.objects.filter(pk=executor.pk).update(ends_on=make.NOW.date() - dt.timedelta(days=1))

        answer = browser.post(page("check", draft.uuid), {"key": str(uuid4()), "agreed": "on"})

        assert answer.status_code == 403
        assert make.status_of(draft) == Status.DRAFT

    def test_the_draft_of_a_colleague(self, browser, school):
        draft = make.paper_draft(school, make.executor(school))

        for name in ("details", "documents", "check", "delete", "receipt", "receipt-pdf"):
            assert browser.get(page(name, draft.uuid)).status_code == 404, name

    def test_a_request_for_consent_of_another_school(self, browser):
        elsewhere = make.school()
        asked = make.paper_consent(elsewhere, make.executor(elsewhere), MOTHER.iin)

        for name in ("consent", "consent-state", "child"):
            assert browser.get(page(name, asked.uuid)).status_code == 404, name

    def test_a_receipt_of_what_did_not_come_on_paper(self, browser, school):
        application = make.submitted(school)

        assert browser.get(page("receipt-pdf", application.uuid)).status_code == 404


def test_asked_again_after_a_refusal(browser, sandbox):
    waiting = browser.post(page("new"), {"iin": MOTHER.iin}).url
    sandbox.answer_1414(MOTHER.phone, "0")
    assert "Отправить SMS ещё раз" in text(browser.get(waiting))
    with acting(browser.actor):
        first = Consent.objects.get()

    anew = browser.post(page("consent-again", first.uuid)).url

    assert anew != waiting
    assert "Ждём согласия" in text(browser.get(anew))


def test_the_waiting_page_asks_by_itself(browser, sandbox):
    waiting = browser.post(page("new"), {"iin": MOTHER.iin}).url
    assert browser.get(f"{waiting}state/", {"seen": "sms_sent"}).status_code == 204
    sandbox.answer_1414(MOTHER.phone)

    assert browser.get(f"{waiting}state/", {"seen": "sms_sent"})["HX-Redirect"] == waiting
