"""Whatever breaks outside, a person reads what happened and what to do next; nothing typed is lost."""

import pytest
from django.test import Client
from django.urls import reverse

from oqu.core import clock
from oqu.core.acting import acting
from oqu.world.named import MOTHER
from staff import services
from staff.models import Consent, Membership
from staff.states import ConsentState, Role
from tests import factories as make
from tests.admissions.school.pages import text

pytestmark = pytest.mark.django_db

CONSENT = reverse("staff:consent")
ADD = reverse("staff:add")
PROFILE = {"phone": "8 707 123 45 67", "position": "secretary", "roles": ["executor"]}
SILENT_1414 = "Сервис согласий (1414) сейчас не отвечает"
SILENT_REGISTER = "не отвечает"
UNKNOWN_PERSON = "нет такого ИИН"


@pytest.fixture
def director():
    return make.member(make.school(), Role.DIRECTOR)


@pytest.fixture
def browser(browser_of, director) -> Client:
    return browser_of(director)


@pytest.fixture
def asked(director, sandbox) -> Consent:
    return services.ask_staff_consent(iin=MOTHER.iin, by=make.actor(director), now=clock.now())


@pytest.fixture
def profile(asked, sandbox) -> str:
    sandbox.answer_1414(MOTHER.phone)
    return reverse("staff:candidate-profile", args=[asked.uuid])


class TestTheConsentService:
    @pytest.mark.parametrize("fault", ["down", "wrong_data"])
    def test_cannot_be_asked(self, browser, sandbox, fault):
        with sandbox.fault("consent", fault):
            answer = browser.post(ADD, {"iin": MOTHER.iin})

        assert answer.status_code == 422
        assert SILENT_1414 in text(answer)
        assert MOTHER.iin in answer.content.decode()

    def test_is_slow_and_asks_all_the_same(self, browser, sandbox):
        with sandbox.fault("consent", "slow"):
            assert "Ждём согласия" in text(browser.post(ADD, {"iin": MOTHER.iin}, follow=True))

    @pytest.mark.parametrize("fault", ["down", "wrong_data"])
    def test_cannot_tell_the_answer(self, browser, asked, sandbox, fault):
        page = reverse("staff:candidate", args=[asked.uuid])

        with sandbox.fault("consent", fault):
            answer = browser.get(page)

        assert answer.status_code == 503
        assert SILENT_1414 in text(answer)
        assert "Ждём согласия" in text(browser.get(page))

    def test_ends_the_wait_at_once(self, browser, asked, sandbox):
        with sandbox.fault("consent", "expired"):
            words = text(browser.get(reverse("staff:candidate", args=[asked.uuid])))

        assert "Ответ не пришёл в срок" in words
        assert "Отправить SMS ещё раз" in words

    def test_loses_the_answer(self, browser, asked, sandbox):
        with sandbox.fault("consent", "no_answer"):
            sandbox.answer_1414(MOTHER.phone)
            words = text(browser.get(reverse("staff:candidate", args=[asked.uuid])))

        assert "Ждём согласия" in words

    def test_tells_of_a_refusal(self, browser, asked, sandbox):
        sandbox.answer_1414(MOTHER.phone, "нет")

        words = text(browser.get(reverse("staff:candidate", args=[asked.uuid])))

        assert "Отказ" in words
        assert "Отправить SMS ещё раз" in words


class TestAtTheFirstVisit:
    @pytest.fixture
    def browser(self, browser_of, settings, sandbox) -> Client:
        settings.CONSENT_REQUIRED_AT_SIGN_IN = True
        return browser_of(person=make.person(iin=MOTHER.iin))

    @pytest.mark.parametrize("fault", ["down", "wrong_data"])
    def test_nobody_is_let_in_on_a_guess(self, browser, sandbox, fault):
        browser.post(CONSENT)

        with sandbox.fault("consent", fault):
            answer = browser.get(CONSENT)

        assert answer.status_code == 503
        assert SILENT_1414 in text(answer)
        assert "Проверить сейчас" in text(answer)
        assert browser.get("/my/").url == CONSENT

    @pytest.mark.parametrize(
        ("reply", "words"), [("нет", "Вы отказали"), ("511", None)], ids=["declined", "granted"]
    )
    def test_the_first_answer_decides(self, browser, sandbox, reply, words):
        browser.post(CONSENT)
        sandbox.answer_1414(MOTHER.phone, reply)

        answer = browser.get(CONSENT)

        assert (words in text(answer)) if words else (answer.status_code == 302)


class TestThePopulationRegister:
    @pytest.mark.parametrize(
        ("fault", "status", "words"),
        [
            ("down", 503, SILENT_REGISTER),
            ("wrong_data", 503, SILENT_REGISTER),
            ("unknown_person", 404, UNKNOWN_PERSON),
        ],
    )
    @pytest.mark.parametrize("method", ["get", "post"])
    def test_ends_in_a_page_and_stores_nothing(self, browser, profile, sandbox, fault, status, words, method):
        with sandbox.fault("population", fault):
            answer = getattr(browser, method)(profile, PROFILE)

        assert answer.status_code == status
        assert words in text(answer)
        assert MOTHER.iin not in answer.content.decode()
        with acting(make.SYSTEM):
            assert Membership.objects.count() == 1
            assert Consent.objects.get().state == ConsentState.GRANTED

    def test_keeps_what_was_typed(self, browser, profile, sandbox):
        with sandbox.fault("population", "down"):
            page = browser.post(profile, PROFILE).content.decode()

        assert PROFILE["phone"] in page
        assert '<option value="secretary" selected>' in page

    def test_is_slow_and_saves_all_the_same(self, browser, profile, sandbox):
        with sandbox.fault("population", "slow"):
            assert browser.post(profile, PROFILE).url == reverse("staff:list")


def test_no_log_line_names_anybody(browser, profile, sandbox, caplog):
    for system, fault in (("population", "wrong_data"), ("population", "down"), ("consent", "wrong_data")):
        with sandbox.fault(system, fault):
            browser.get(profile)

    for told in (MOTHER.iin, MOTHER.last_name, MOTHER.phone, MOTHER.phone[2:]):
        assert told not in caplog.text
