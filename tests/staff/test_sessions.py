"""How long a session lives, what it tells the page, and what happens to who comes too late."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse

from oqu.core import clock
from staff import sessions
from staff.states import Role
from tests import factories as make
from tests.admissions.school.pages import text

pytestmark = pytest.mark.django_db

MINE = reverse("admissions:mine")
LEFT = re.compile(r'data-session="(\d+)"')


def after(**time: float) -> dt.datetime:
    return make.NOW + dt.timedelta(**time)


@pytest.fixture
def parent(client) -> Client:
    """Signed in when the clock stood at `make.NOW`."""
    with clock.stopped_at(make.NOW):
        client.force_login(make.person(), backend="staff.backends.EgovBackend")
        session = client.session
        session[sessions.ROLE] = "parent"
        session[sessions.SIGNED_IN_AT] = session[sessions.SEEN_AT] = clock.now().isoformat()
        session.save()
    return client


def seconds_left(client: Client) -> int:
    return int(LEFT.search(client.get(MINE).content.decode())[1])


class TestTheEnd:
    def test_half_an_hour_without_a_sign_of_life(self, parent):
        with clock.stopped_at(after(minutes=29, seconds=59)):
            assert parent.get(MINE).status_code == 200
        with clock.stopped_at(after(minutes=60)):
            assert parent.get(MINE).status_code == 302
        assert "_auth_user_id" not in parent.session

    def test_a_request_begins_the_half_hour_anew(self, parent):
        for minutes in range(20, 121, 20):
            with clock.stopped_at(after(minutes=minutes)):
                assert parent.get(MINE).status_code == 200

    def test_twelve_hours_however_busy(self, parent):
        for minutes in range(20, 12 * 60, 20):
            with clock.stopped_at(after(minutes=minutes)):
                assert parent.get(MINE).status_code == 200
        with clock.stopped_at(after(hours=12)):
            assert parent.get(MINE).status_code == 302

    def test_a_page_that_asks_by_itself_is_no_sign_of_life(self, parent):
        with clock.stopped_at(after(minutes=25)):
            assert parent.get(MINE, headers={"HX-Request": "true"}).status_code == 200
        with clock.stopped_at(after(minutes=31)):
            assert parent.get(MINE).status_code == 302

    def test_signs_of_life_are_written_once_a_minute(self, parent):
        with clock.stopped_at(after(seconds=59)):
            parent.get(MINE)
        assert parent.session[sessions.SEEN_AT] == make.NOW.astimezone(dt.UTC).isoformat()

        with clock.stopped_at(after(seconds=60)):
            parent.get(MINE)
        assert parent.session[sessions.SEEN_AT] == after(seconds=60).astimezone(dt.UTC).isoformat()


class TestWhatThePageKnows:
    def test_the_seconds_left(self, parent):
        with clock.stopped_at(after(seconds=30)):
            assert seconds_left(parent) == 30 * 60 - 30
        with clock.stopped_at(after(minutes=10)):
            assert seconds_left(parent) == 30 * 60

    def test_the_twelve_hours_come_nearer(self, parent):
        session = parent.session
        session[sessions.SIGNED_IN_AT] = after(hours=-11, minutes=-50).isoformat()
        session.save()

        with clock.stopped_at(make.NOW):
            assert seconds_left(parent) == 10 * 60

    def test_whose_page_it_is_without_telling_who(self, parent):
        with clock.stopped_at(make.NOW):
            page = parent.get(MINE).content.decode()

        owner = re.search(r'data-owner="([0-9a-f]{16})"', page)[1]
        assert owner != parent.session["_auth_user_id"]

    @pytest.mark.parametrize("path", ["/", "/schools/", "/help/"])
    def test_a_visitor_has_no_session_to_lose(self, client, path):
        page = client.get(path).content.decode()

        assert "data-session" not in page
        assert "session.js" not in page


class TestWhoComesTooLate:
    def test_is_led_to_the_door_and_back_to_the_page(self, client):
        answer = client.get(f"{MINE}?page=2")

        assert answer.url == f"{reverse('staff:sign-in')}?next=/my/%3Fpage%3D2"

    def test_a_form_comes_back_to_its_page_with_a_sentence(self, client):
        page = f"http://testserver{reverse('admissions:draft-start')}?school=032"

        answer = client.post(reverse("staff:sign-out"), headers={"Referer": page})

        assert answer.url == f"{reverse('staff:sign-in')}?next=/my/new/%3Fschool%3D032"
        assert "ничего не отправлено" in text(client.get("/"))

    @pytest.mark.parametrize("page", ["", "https://elsewhere.kz/my/"])
    def test_a_form_from_nowhere_comes_to_the_home_page(self, client, page):
        answer = client.post(reverse("staff:sign-out"), headers={"Referer": page} if page else {})

        assert answer.url == f"{reverse('staff:sign-in')}?next=/"

    def test_a_part_of_a_page_asks_for_the_whole_page(self, client):
        answer = client.get(MINE, headers={"HX-Request": "true"})

        assert answer.headers["HX-Refresh"] == "true"
        assert answer.content == b""

    def test_a_path_that_is_too_long_is_forgotten(self, client):
        answer = client.get(reverse("staff:sign-in"), {"next": f"/my/?q={'x' * 400}"})

        assert answer.status_code == 302


@pytest.mark.rule("R51")
def test_the_cookie_before_a_change_of_role_is_dead_after_it(client):
    who = make.person()
    membership = make.member(make.school(), Role.DIRECTOR, who)
    client.force_login(who, backend="staff.backends.EgovBackend")
    before = client.cookies["oqu_sid"].value

    client.post(reverse("staff:switch-role"), {"role": str(membership.pk)})

    old = Client()
    old.cookies["oqu_sid"] = before
    assert client.get(reverse("staff:list")).status_code == 200
    assert old.get(reverse("staff:list")).url.startswith(reverse("staff:sign-in"))
