"""The door: to eGov and back, through the sandbox's real pages."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from oqu.core import clock
from oqu.core.acting import acting
from oqu.world.named import DIRECTOR_12, DIRECTOR_32, MOTHER, OFFICER_84
from staff import sessions
from staff.models import Person
from staff.states import Role
from tests import factories as make
from tests.admissions.school.pages import text

pytestmark = pytest.mark.django_db


def to_egov(client: Client, then: str = "") -> str:
    """Presses «Войти»; the address of eGov."""
    return client.get(reverse("staff:sign-in"), {"next": then} if then else {}).url


def local(address: str) -> str:
    """An absolute address of the portal as the test client wants it."""
    return address[address.index("/sign-in/callback/") :]


def come_back(client: Client, sandbox, iin: str, then: str = "", method: str = "QR"):
    return client.get(local(sandbox.sign_in(to_egov(client, then), iin, method=method)))


def person(iin: str) -> Person | None:
    with acting(make.SYSTEM):
        return Person.objects.with_iin(iin)


@pytest.mark.rule("R9", "R10", "R11")
class TestTheWayIn:
    def test_the_home_page_has_the_door(self, client):
        home = client.get("/")

        assert home.status_code == 200
        assert f'href="{reverse("staff:sign-in")}"' in home.content.decode()

    def test_a_parent_is_known_from_then_on(self, client, sandbox):
        answer = come_back(client, sandbox, MOTHER.iin)

        assert answer.url == "/"
        assert person(MOTHER.iin).last_name == MOTHER.last_name
        assert client.get("/").url == reverse("admissions:mine")

    def test_a_second_time_is_the_same_person(self, client, sandbox):
        come_back(client, sandbox, MOTHER.iin)
        come_back(Client(), sandbox, MOTHER.iin)

        with acting(make.SYSTEM):
            assert Person.objects.count() == 1

    @pytest.mark.rule("R12")
    def test_to_the_page_one_wanted(self, client, sandbox):
        wanted = f"{reverse('admissions:draft-start')}?school=032"

        assert come_back(client, sandbox, MOTHER.iin, wanted).url == wanted

    @pytest.mark.parametrize("wanted", ["https://elsewhere.kz/", "//elsewhere.kz", "javascript:alert(1)"])
    def test_but_never_to_another_house(self, client, sandbox, wanted):
        assert come_back(client, sandbox, MOTHER.iin, wanted).url == "/"

    def test_the_key_of_the_session_is_a_new_one(self, client, sandbox):
        address = to_egov(client)
        before = client.session.session_key

        client.get(local(sandbox.sign_in(address, MOTHER.iin)))

        assert client.session.session_key != before


class TestTheWayInIsRefused:
    def test_a_state_works_once(self, client, sandbox):
        back = local(sandbox.sign_in(to_egov(client), MOTHER.iin))
        client.get(back)

        again = client.get(back)

        assert again.status_code == 400
        assert "Нажмите «Войти» ещё раз" in text(again)

    def test_a_state_of_another_browser(self, client, sandbox):
        back = local(sandbox.sign_in(to_egov(client), MOTHER.iin))
        victim = Client()
        to_egov(victim)

        assert victim.get(back).status_code == 400
        assert "_auth_user_id" not in victim.session
        assert person(MOTHER.iin) is None

    def test_a_browser_that_never_left(self, client, sandbox):
        back = local(sandbox.sign_in(to_egov(client), MOTHER.iin))

        assert Client().get(back).status_code == 400

    def test_a_state_that_is_too_old(self, client, sandbox):
        back = local(sandbox.sign_in(to_egov(client), MOTHER.iin))

        with clock.stopped_at(clock.now() + dt.timedelta(minutes=11)):
            assert client.get(back).status_code == 400
        assert person(MOTHER.iin) is None

    @pytest.mark.parametrize(
        "query", ["", "?code=1", "?state=", "?code=1&state=made-up", "?error=access_denied"]
    )
    def test_an_address_made_by_hand(self, client, query):
        to_egov(client)

        assert client.get(f"/sign-in/callback/{query}").status_code == 400

    @pytest.mark.rule("R21")
    def test_who_forbids_comes_home_without_a_session(self, client, sandbox):
        visitor = sandbox.visitor(to_egov(client))
        visitor.choose(MOTHER.iin)
        visitor.enter(sandbox.code_for(visitor.phone))

        answer = client.get(local(visitor.decide("deny")), follow=True)

        assert answer.redirect_chain[-1][0] == "/"
        assert "Вы не разрешили" in text(answer)
        assert "_auth_user_id" not in client.session

    def test_egov_is_down(self, client, sandbox):
        back = local(sandbox.sign_in(to_egov(client), MOTHER.iin))

        with sandbox.fault("egov_login", "down"):
            answer = client.get(back)

        assert answer.status_code == 503
        assert person(MOTHER.iin) is None

    @pytest.mark.rule("R174")
    def test_somebody_who_may_not_sign_in(self, client, sandbox):
        come_back(client, sandbox, MOTHER.iin)
        with acting(make.SYSTEM):
            Person.objects.update(is_active=False)

        assert client.get(reverse("admissions:mine")).status_code == 302
        assert come_back(Client(), sandbox, MOTHER.iin).status_code == 403


@pytest.mark.rule("R51")
class TestRoles:
    def test_the_only_role_of_a_school_is_taken_at_once(self, client, sandbox):
        come_back(client, sandbox, DIRECTOR_32.iin)
        make.member(make.school("032"), Role.DIRECTOR, person(DIRECTOR_32.iin))

        browser = Client()
        come_back(browser, sandbox, DIRECTOR_32.iin)

        assert browser.get("/").url == reverse("admissions:start")

    def test_who_has_several_chooses(self, client, sandbox):
        come_back(client, sandbox, OFFICER_84.iin)
        school = make.school("084")
        executor, officer = (
            make.member(school, role, person(OFFICER_84.iin)) for role in (Role.EXECUTOR, Role.OSO_STAFF)
        )
        browser = Client()
        assert come_back(browser, sandbox, OFFICER_84.iin, method="EDS_PERSON").url == reverse(
            "staff:switch-role"
        )
        before = browser.session.session_key

        browser.post(reverse("staff:switch-role"), {"role": str(officer.pk)})

        assert browser.session.session_key != before
        assert browser.get(reverse("limits:list")).status_code == 200
        words = text(browser.get(reverse("staff:switch-role")))
        assert "Исполнитель" in words
        assert "Вы сейчас в этой роли" in words
        assert executor.role == Role.EXECUTOR

    def test_nobody_takes_a_role_of_somebody_else(self, client, sandbox):
        come_back(client, sandbox, DIRECTOR_12.iin)
        foreign = make.member(make.school(), Role.DIRECTOR)

        for role in (str(foreign.pk), "ministry", "", "0", "director"):
            assert client.post(reverse("staff:switch-role"), {"role": role}).status_code == 403
        assert client.session[sessions.ROLE] == "parent"


class TestTheWayOut:
    def test_nothing_is_left(self, client, sandbox):
        come_back(client, sandbox, MOTHER.iin)

        assert client.post(reverse("staff:sign-out")).url == "/"
        assert client.get(reverse("admissions:mine")).url.startswith(reverse("staff:sign-in"))

    def test_a_link_signs_nobody_out(self, client, sandbox):
        come_back(client, sandbox, MOTHER.iin)

        assert client.get(reverse("staff:sign-out")).status_code == 405
        assert client.get(reverse("admissions:mine")).status_code == 200

    def test_twelve_hours_are_the_end_of_a_session(self, client, sandbox):
        come_back(client, sandbox, MOTHER.iin)

        with clock.stopped_at(clock.now() + dt.timedelta(hours=12, minutes=1)):
            assert client.get(reverse("admissions:mine")).status_code == 302
