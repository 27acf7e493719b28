"""The first visit: an SMS from 1414, the answer 511 from the same SIM card, and the way on (R22-R25)."""

import pytest
from django.db import IntegrityError
from django.urls import reverse

from oqu.core import clock
from oqu.core.acting import Actor, acting
from oqu.world import NO_PHONE_IIN
from oqu.world.named import FATHER, MOTHER
from staff import services, sessions
from staff.models import Consent
from staff.states import ConsentPurpose, ConsentState, Role
from tests import factories as make
from tests.admissions.school.pages import text

pytestmark = pytest.mark.django_db

CONSENT = "/consent/"
MINE = "/my/"


@pytest.fixture(autouse=True)
def _asked_at_the_first_visit(settings):
    settings.CONSENT_REQUIRED_AT_SIGN_IN = True


@pytest.fixture
def person():
    return make.person(iin=MOTHER.iin, phone=MOTHER.phone)


@pytest.fixture
def browser(browser_of, person):
    return browser_of(person=person)


def stands(person) -> str:
    with acting(make.SYSTEM):
        return Consent.objects.filter(iin_index=person.iin_index).latest("created_at", "pk").state


@pytest.mark.rule("R22", "R24")
def test_the_answer_511_opens_the_page_one_wanted(browser, sandbox):
    assert browser.get(MINE).url == CONSENT
    words = text(browser.get(CONSENT))
    assert "SMS от номера 1414" in words
    assert "511" in words
    browser.post(CONSENT)
    words = text(browser.get(CONSENT))
    assert "с той же SIM-карты" in words
    assert MOTHER.phone not in words

    sandbox.answer_1414(MOTHER.phone)

    assert browser.get(CONSENT).url == MINE
    assert browser.get(MINE).status_code == 200


@pytest.mark.rule("R24")
def test_is_asked_once(browser, browser_of, person, sandbox):
    browser.post(CONSENT)
    sandbox.answer_1414(MOTHER.phone)
    browser.get(CONSENT)

    assert browser_of(person=person).get(MINE).status_code == 200


def test_the_page_never_asks_for_a_code(browser, sandbox):
    browser.post(CONSENT)

    page = browser.get(CONSENT).content.decode()

    assert 'type="text"' not in page
    assert "никогда не спрашивает код" in page


@pytest.mark.rule("R23")
def test_an_answer_from_another_sim_does_not_count(browser, person, sandbox):
    browser.post(CONSENT)

    sandbox.answer_1414(MOTHER.phone, sim=FATHER.phone)

    assert "Проверить сейчас" in text(browser.get(CONSENT))
    assert browser.get(MINE).url == CONSENT


def test_the_page_asks_by_itself(browser, sandbox):
    browser.post(CONSENT)
    poll = f"{reverse('staff:consent-state')}?seen=sms_sent"
    assert browser.get(poll).status_code == 204

    sandbox.answer_1414(MOTHER.phone)

    assert browser.get(poll)["HX-Redirect"] == CONSENT


@pytest.mark.parametrize(
    ("state", "words"),
    [("declined", "Вы отказали"), ("expired", "не пришёл в срок"), ("revoked", "отозвали")],
)
def test_who_did_not_agree_is_told_and_may_ask_again(browser, person, sandbox, state, words):
    browser.post(CONSENT)
    with acting(make.SYSTEM):
        Consent.objects.update(state=state)
    page = text(browser.get(CONSENT))
    assert words in page
    assert "Отправить SMS ещё раз" in page
    assert browser.get(MINE).url == CONSENT

    browser.post(CONSENT)

    assert stands(person) == ConsentState.SMS_SENT


def test_pressing_twice_sends_one_sms(browser, sandbox):
    browser.post(CONSENT)

    with sandbox.arriving(MOTHER.phone) as messages:
        browser.post(CONSENT)

    assert messages == []


def test_no_telephone_in_the_register(browser_of, sandbox):
    browser = browser_of(person=make.person(iin=NO_PHONE_IIN))

    answer = browser.post(CONSENT)

    assert "Базе мобильных граждан" in text(answer)
    assert "Выйти" in text(answer)


def test_the_service_is_silent(browser, person, sandbox):
    with sandbox.fault("consent", "down"):
        assert "не отвечает" in text(browser.post(CONSENT))

    browser.post(CONSENT)

    assert stands(person) == ConsentState.SMS_SENT


@pytest.mark.parametrize("role", Role)
def test_the_gate_is_before_every_cabinet(browser_of, role):
    browser = browser_of(make.member(make.school(), role))

    for address in ("/organization/staff", "/organization/gov-services", "/my/", "/", "/role/", "/profile/"):
        assert browser.get(address).url == CONSENT, address
    assert browser.post("/role/", {"role": "parent"}).url == CONSENT


class TestTheWantedPage:
    """Only what a person can be led back to is remembered."""

    @pytest.mark.parametrize(
        ("method", "headers"),
        [
            ("post", {}),
            ("get", {"Sec-Fetch-Dest": "image"}),
            ("get", {"Sec-Fetch-Dest": "empty"}),
        ],
    )
    def test_is_not_a_form_nor_a_picture(self, browser, method, headers):
        browser.get(MINE)

        assert getattr(browser, method)("/notifications/", headers=headers).url == CONSENT

        assert browser.session[sessions.WANTED_BEFORE_CONSENT] == MINE

    def test_is_not_a_part_of_a_page(self, browser):
        browser.get(MINE)

        answer = browser.get("/notifications/", headers={"HX-Request": "true"})

        assert answer["HX-Redirect"] == CONSENT
        assert browser.session[sessions.WANTED_BEFORE_CONSENT] == MINE


def test_one_may_leave_read_help_and_change_the_language(browser):
    assert browser.get(reverse("core:help")).status_code == 200
    assert browser.post(reverse("staff:sign-out")).url == "/"


class TestWithdrawal:
    @pytest.fixture
    def granted(self, browser, person, sandbox):
        browser.post(CONSENT)
        sandbox.answer_1414(MOTHER.phone)
        browser.get(CONSENT)
        with acting(make.SYSTEM):
            return Consent.objects.get()

    def test_in_my_profile(self, browser, browser_of, person, granted):
        elsewhere = browser_of(person=person)
        assert "Согласие получено" in text(browser.get("/profile/"))

        answer = browser.post(reverse("staff:consent-revoke", args=[granted.uuid]), follow=True)

        assert "Согласие отозвано" in text(answer)
        assert stands(person) == ConsentState.REVOKED
        assert elsewhere.get(MINE).url.startswith(reverse("staff:sign-in"))

    def test_the_next_visit_asks_again(self, browser, browser_of, person, granted):
        browser.post(reverse("staff:consent-revoke", args=[granted.uuid]))
        with acting(make.SYSTEM):
            person.refresh_from_db()

        assert browser_of(person=person).get(MINE).url == CONSENT

    def test_of_somebody_else(self, browser_of, person, granted, settings):
        settings.CONSENT_REQUIRED_AT_SIGN_IN = False
        stranger = browser_of(person=make.person())

        assert stranger.post(reverse("staff:consent-revoke", args=[granted.uuid])).status_code == 404
        assert stands(person) == ConsentState.GRANTED

    def test_the_service_is_silent(self, browser, person, granted, sandbox):
        with sandbox.fault("consent", "down"):
            answer = browser.post(reverse("staff:consent-revoke", args=[granted.uuid]))

        assert answer.status_code == 503
        assert stands(person) == ConsentState.GRANTED


class TestTheDatabase:
    def row(self, **facts):
        values = {"iin": MOTHER.iin, "purpose": ConsentPurpose.SIGN_IN, "created_at": make.NOW, **facts}
        with acting(make.SYSTEM):
            return Consent.objects.create(**values)

    def test_keeps_one_open_request(self):
        self.row()

        with pytest.raises(IntegrityError, match="one_open_request"):
            self.row(state=ConsentState.SMS_SENT)

    def test_knows_no_other_states(self):
        with pytest.raises(IntegrityError, match="known_state"):
            self.row(state="maybe")

    def test_a_school_is_asked_for_staff_only(self):
        with pytest.raises(IntegrityError, match="a_school_asks"):
            self.row(purpose=ConsentPurpose.STAFF)

    def test_shows_each_only_their_own(self, person):
        school, other = make.school(), make.school()
        own = self.row(purpose=ConsentPurpose.STAFF, school=school)
        self.row(iin=FATHER.iin)

        def seen_by(actor):
            with acting(actor):
                return set(Consent.objects.values_list("pk", flat=True))

        assert seen_by(make.director(school)) == {own.pk}
        assert seen_by(make.executor(school)) == set()
        assert seen_by(make.director(other)) == set()
        assert seen_by(Actor.parent(person.pk)) == {own.pk}
        assert seen_by(Actor.public()) == set()


def test_no_number_lies_in_the_database_in_clear(person, sandbox):
    services.ask_sign_in_consent(person=person, now=clock.now())

    with acting(make.SYSTEM):
        stored = Consent.objects.raw("SELECT * FROM staff_consent")[0].__dict__["iin"]
    assert MOTHER.iin not in stored
