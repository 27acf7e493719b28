"""«Персонал»: the director adds, changes and dismisses the people of the school."""

import datetime as dt

import pytest
from django.urls import reverse

from oqu.core import clock
from oqu.core.acting import acting
from oqu.world import NO_PHONE_IIN
from oqu.world.named import FATHER, MOTHER, OFFICER_84
from staff import services
from staff.models import Consent, Membership, Person
from staff.states import ConsentState, Position, Role
from tests import factories as make
from tests.admissions.school.pages import text

pytestmark = pytest.mark.django_db

ADD = "/organization/staff/add/"
WORK = services.Work(frozenset({Role.EXECUTOR}), Position.SECRETARY, "+77071234567")
FORM = {"phone": "8 707 123 45 67", "position": "secretary", "roles": ["oso", "executor"]}


@pytest.fixture
def school():
    return make.school()


@pytest.fixture
def director(school):
    return make.member(school, Role.DIRECTOR)


@pytest.fixture
def browser(browser_of, director):
    return browser_of(director)


def asked(director, human=MOTHER) -> Consent:
    return services.ask_staff_consent(iin=human.iin, by=make.actor(director), now=clock.now())


def agreed(director, sandbox, human=MOTHER) -> Consent:
    consent = asked(director, human)
    sandbox.answer_1414(human.phone)
    return consent


def employed(director, sandbox, human=MOTHER, work=WORK) -> Person:
    consent = agreed(director, sandbox, human)
    return services.employ(uuid=consent.uuid, work=work, by=make.actor(director), now=clock.now())


def roles_of(person: Person, on: dt.date | None = None) -> set[str]:
    with acting(make.SYSTEM):
        rows = Membership.objects.filter(person=person)
        return {each.role for each in rows if each.ends_on is None or each.ends_on >= (on or clock.today())}


def page(name: str, *arguments: object) -> str:
    return reverse(f"staff:{name}", args=arguments)


@pytest.mark.rule("R30", "R32", "R33", "R34", "R35", "R38", "R40", "R41", "R147")
def test_three_steps_to_a_new_employee(browser, sandbox):
    waiting = browser.post(ADD, {"iin": MOTHER.iin}).url
    words = text(browser.get(waiting))
    assert "Ждём согласия" in words
    assert "Далее" in words
    early = browser.post(waiting, follow=True)
    assert "Согласие ещё не получено" in text(early)
    sandbox.answer_1414(MOTHER.phone)

    profile = browser.post(waiting).url
    words = text(browser.get(profile))
    assert "Ахметова Айгерім Қайратқызы" in words
    assert "женский" in words
    with acting(make.SYSTEM):
        assert Person.objects.with_iin(MOTHER.iin) is None
    answer = browser.post(profile, FORM, follow=True)

    words = text(answer)
    assert "Ахметова Айгерім Қайратқызы" in words
    assert "Секретарь" in words
    assert "+7 (707) 123-45-67" in words
    with acting(make.SYSTEM):
        person = Person.objects.with_iin(MOTHER.iin)
    assert roles_of(person) == {Role.OSO_STAFF, Role.EXECUTOR}
    assert "•••" not in words


class TestTheNumberIsRefused:
    """Each its own sentence, and what was typed stays."""

    @pytest.mark.rule("R32")
    @pytest.mark.parametrize(
        "typed", ["123456789012", "95060160002", "9506016000233", "abc", "９５０６０１６０００２３"]
    )
    def test_impossible(self, browser, typed):
        answer = browser.post(ADD, {"iin": typed})

        assert answer.status_code == 422
        assert "Такого ИИН не бывает" in text(answer)
        assert f'value="{typed}"' in answer.content.decode()

    @pytest.mark.rule("R31")
    def test_two_at_once(self, browser):
        assert browser.post(ADD, {"iin": f"{MOTHER.iin} {FATHER.iin}"}).status_code == 422

    def test_works_here_already(self, browser, director, sandbox):
        employed(director, sandbox)

        answer = browser.post(ADD, {"iin": MOTHER.iin})

        assert "уже в персонале вашей школы" in text(answer)
        assert MOTHER.iin in answer.content.decode()

    def test_no_telephone_in_the_register(self, browser, sandbox):
        answer = browser.post(ADD, {"iin": NO_PHONE_IIN})

        assert "Базе мобильных граждан" in text(answer)
        with acting(make.SYSTEM):
            assert not Consent.objects.exists()

    def test_the_service_is_silent_and_asked_again_later(self, browser, sandbox):
        with sandbox.fault("consent", "down"):
            assert "1414" in text(browser.post(ADD, {"iin": MOTHER.iin}))

        assert browser.post(ADD, {"iin": MOTHER.iin}).status_code == 302
        with acting(make.SYSTEM):
            assert Consent.objects.get().state == ConsentState.SMS_SENT


class TestWhileTheAnswerIsAwaited:
    @pytest.mark.rule("R33")
    def test_the_request_is_found_in_the_list_without_a_name(self, browser, director, sandbox):
        consent = asked(director)

        answer = browser.get(page("list"))

        assert "Ждём согласия" in text(answer)
        assert page("candidate", consent.uuid) in answer.content.decode()
        assert MOTHER.last_name not in text(answer)
        assert MOTHER.iin not in answer.content.decode()

    def test_a_second_request_is_the_same_one(self, director, sandbox):
        first = asked(director)

        with sandbox.arriving(MOTHER.phone) as messages:
            again = asked(director)

        assert again.pk == first.pk
        assert messages == []

    def test_the_page_asks_by_itself(self, browser, director, sandbox):
        consent = asked(director)
        poll = f"{page('candidate-state', consent.uuid)}?seen=sms_sent"
        assert browser.get(poll).status_code == 204

        sandbox.answer_1414(MOTHER.phone)

        assert browser.get(poll)["HX-Redirect"] == page("candidate", consent.uuid)

    @pytest.mark.rule("R23")
    def test_an_answer_from_another_sim_does_not_count(self, browser, director, sandbox):
        consent = asked(director)

        sandbox.answer_1414(MOTHER.phone, sim=FATHER.phone)

        assert browser.get(page("candidate-profile", consent.uuid)).url == page("candidate", consent.uuid)

    def test_who_refused_may_be_asked_again(self, browser, director, sandbox):
        consent = asked(director)
        with acting(make.SYSTEM):
            Consent.objects.update(state=ConsentState.DECLINED)
        assert "Отказ" in text(browser.get(page("candidate", consent.uuid)))

        answer = browser.post(page("candidate-again", consent.uuid))

        assert answer.url != page("candidate", consent.uuid)
        assert "Ждём согласия" in text(browser.get(answer.url))

    def test_the_register_is_silent(self, browser, director, sandbox):
        consent = agreed(director, sandbox)

        with sandbox.fault("population", "down"):
            assert browser.get(page("candidate-profile", consent.uuid)).status_code == 503


@pytest.mark.rule("R34", "R35", "R39")
@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"roles": []}, "Выберите хотя бы одну роль"),
        ({"roles": ["director"]}, "Выберите корректный вариант"),
        ({"position": ""}, "Обязательное поле"),
        ({"position": "king"}, "Выберите корректный вариант"),
        ({"phone": "+1 202 555 0101"}, "Введите мобильный номер Казахстана"),
    ],
)
def test_a_profile_with_a_mistake_stores_nothing(browser, director, sandbox, wrong, sentence):
    consent = agreed(director, sandbox)

    answer = browser.post(page("candidate-profile", consent.uuid), {**FORM, **wrong})

    assert answer.status_code == 422
    assert sentence in text(answer)
    with acting(make.SYSTEM):
        assert Membership.objects.count() == 1


def test_the_telephone_that_egov_told_stays(browser, director, sandbox):
    known = make.person(iin=MOTHER.iin, phone="+77075550999")
    consent = agreed(director, sandbox)

    browser.post(page("candidate-profile", consent.uuid), FORM)

    with acting(make.SYSTEM):
        assert Person.objects.get(pk=known.pk).phone == "+77075550999"
    assert roles_of(known) == {Role.OSO_STAFF, Role.EXECUTOR}


@pytest.mark.rule("R175")
def test_the_director_may_be_an_executor_too(browser, sandbox, school):
    own = make.member(make.school(), Role.DIRECTOR, make.person(iin=OFFICER_84.iin))

    person = employed(own, sandbox, OFFICER_84)

    assert roles_of(person) == {Role.DIRECTOR, Role.EXECUTOR}


class TestEmployee:
    def test_other_roles_and_another_position(self, browser, director, sandbox):
        person = employed(director, sandbox)

        browser.post(page("employee", person.uuid), {"position": "psychologist", "roles": ["oso"]})

        assert roles_of(person) == {Role.OSO_STAFF}
        assert "Психолог" in text(browser.get(page("list")))

    def test_history_tells_who_did_what(self, browser, director, sandbox):
        person = employed(director, sandbox)
        browser.post(page("employee", person.uuid), {"position": "psychologist", "roles": ["oso"]})

        words = text(browser.get(page("employee", person.uuid)))

        assert "Назначена роль: Исполнитель" in words
        assert "Роль снята: Исполнитель" in words
        assert director.person.full_name in words

    @pytest.mark.rule("R174")
    def test_dismissed_while_signed_in(self, browser, browser_of, director, sandbox):
        person = employed(director, sandbox)
        with acting(make.SYSTEM):
            theirs = browser_of(Membership.objects.select_related("person").get(person=person))
        assert theirs.get(reverse("admissions:unprocessed")).status_code == 200

        browser.post(page("dismiss", person.uuid))

        assert theirs.get(reverse("admissions:unprocessed")).url.startswith(reverse("staff:sign-in"))
        assert roles_of(person) == set()
        browser.get(page("list"))  # tells what was done
        assert person.full_name not in text(browser.get(page("list")))

    @pytest.mark.rule("R174")
    def test_a_role_taken_away_ends_the_sessions(self, browser, browser_of, director, sandbox):
        work = services.Work(frozenset({Role.EXECUTOR, Role.OSO_STAFF}), Position.SECRETARY, "+77071234567")
        person = employed(director, sandbox, work=work)
        theirs = browser_of(person=person)

        browser.post(page("employee", person.uuid), {"position": "secretary", "roles": ["oso"]})

        assert theirs.get(page("profile")).status_code == 302

    def test_who_was_dismissed_may_come_again(self, browser, director, sandbox):
        person = employed(director, sandbox)
        browser.post(page("dismiss", person.uuid))

        employed(director, sandbox)

        assert roles_of(person) == {Role.EXECUTOR}

    def test_a_director_is_not_dismissed_here(self, browser, director):
        assert browser.post(page("dismiss", director.person.uuid)).status_code == 404


class TestOnlyTheDirector:
    """R26: own school and wrong role 403, foreign 404, nobody a redirect."""

    ROUTES = ("candidate", "candidate-state", "candidate-profile")

    @pytest.mark.rule("R26")
    @pytest.mark.parametrize("role", [Role.EXECUTOR, Role.OSO_STAFF])
    def test_other_roles(self, browser_of, school, director, sandbox, role):
        consent, clerk = asked(director), browser_of(make.member(school, role))

        assert clerk.get(ADD).status_code == 403
        assert clerk.post(ADD, {"iin": FATHER.iin}).status_code == 403
        for name in self.ROUTES:
            assert clerk.get(page(name, consent.uuid)).status_code == 403, name
        assert clerk.post(page("candidate-again", consent.uuid)).status_code == 403
        assert clerk.get(page("employee", director.person.uuid)).status_code == 403
        assert clerk.post(page("dismiss", director.person.uuid)).status_code == 403

    def test_the_director_of_another_school(self, browser_of, director, sandbox):
        consent = agreed(director, sandbox)
        person = employed(director, sandbox)
        stranger = browser_of(make.member(make.school(), Role.DIRECTOR))

        for name in self.ROUTES:
            assert stranger.get(page(name, consent.uuid)).status_code == 404, name
        assert stranger.post(page("candidate-profile", consent.uuid), FORM).status_code == 404
        assert stranger.get(page("employee", person.uuid)).status_code == 404
        assert stranger.post(page("dismiss", person.uuid)).status_code == 404

    def test_nobody(self, client):
        assert client.get(ADD).status_code == 302


def test_queries_do_not_grow_with_people(browser, director, school, same_query_count):
    def grow():
        for _ in range(3):
            iin = make.member(school, Role.EXECUTOR).person.iin
            for number in (iin, make.iin()):
                with acting(make.SYSTEM):
                    Consent.objects.create(
                        iin=number, purpose="staff", school=school, created_at=make.NOW, state="declined"
                    )

    grow()
    same_query_count(lambda: browser.get(page("list")), grow)
