"""The opening as a family sees it: the countdown on a telephone, and the button that works without a reload."""

import datetime as dt
import re

import pytest
from playwright.sync_api import Page, expect

from oqu.core import clock
from staff import sessions
from tests import factories as make
from tests.admissions.family.screens import applications_of
from tests.browser.looking import assert_fits, assert_legible
from tests.browser.telephone import TELEPHONE

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket, pytest.mark.django_db(transaction=True)]

BUTTON = "Отправить заявление"


@pytest.fixture(autouse=True)
def _noon() -> None:
    """The server answers from a thread of its own, by the real clock."""


@pytest.fixture
def waiting(live_server, chromium, client):
    """The last page of a complete draft, so long before the opening."""
    contexts = []

    def waiting(until_opening: dt.timedelta, **options: object) -> Page:
        opens = clock.now() + until_opening
        campaign = make.campaign(opens_at=opens, closes_at=opens + dt.timedelta(days=90))
        client.person = make.person()
        draft = make.draft(make.school("032"), by=client.person, campaign=campaign)
        client.force_login(client.person, backend="staff.backends.EgovBackend")
        session = client.session
        session[sessions.ROLE] = "parent"
        session.save()
        context = chromium.new_context(**{**TELEPHONE, "locale": "ru", **options})
        contexts.append(context)
        cookie = {"name": "oqu_sid", "value": session.session_key, "url": live_server.url}
        context.add_cookies([cookie])
        page = context.new_page()
        page.goto(f"{live_server.url}/my/{draft.uuid}/check/")
        return page

    yield waiting
    for context in contexts:
        context.close()


def agree(page: Page) -> None:
    page.get_by_label("Я проверил").check()


def test_at_the_opening_one_press_sends_without_a_reload(waiting, client):
    page = waiting(dt.timedelta(seconds=8))
    button = page.get_by_role("button", name=BUTTON)
    expect(button).to_be_disabled()
    expect(page.get_by_role("timer")).to_have_text(re.compile(r"00:00:0\d"))
    agree(page)

    expect(button).to_be_enabled(timeout=20_000)
    expect(page.get_by_text("Приём открыт: заявление можно отправить.")).to_be_visible()
    button.tap()

    expect(page.get_by_text("принято")).to_be_visible()
    assert [each.number for each in applications_of(client)] == [1]


def test_without_a_script_a_reload_does(waiting, client):
    page = waiting(dt.timedelta(seconds=3), java_script_enabled=False)
    expect(page.get_by_role("button", name=BUTTON)).to_be_disabled()

    expect(page.get_by_text("или обновите её")).to_be_visible()
    while page.get_by_role("button", name=BUTTON).is_disabled():
        page.get_by_role("link", name="Обновить").tap()
    agree(page)
    page.get_by_role("button", name=BUTTON).tap()

    expect(page.get_by_text("принято")).to_be_visible()
    assert [each.number for each in applications_of(client)] == [1]


def test_the_clock_of_the_telephone_does_not_matter(waiting):
    page = waiting(dt.timedelta(hours=2))
    page.clock.install(time=dt.datetime(2030, 1, 1, tzinfo=clock.ALMATY))
    page.reload()

    expect(page.get_by_role("timer")).to_have_text(re.compile(r"01:5\d:\d\d"))
    expect(page.get_by_role("button", name=BUTTON)).to_be_disabled()
    page.clock.fast_forward("02:00:00")
    expect(page.get_by_role("button", name=BUTTON)).to_be_enabled()


@pytest.mark.parametrize("days", [0.2, 5, -100], ids=["today", "in five days", "over"])
def test_every_season_is_legible(waiting, days):
    page = waiting(dt.timedelta(days=days), bypass_csp=True)

    assert_fits(page)
    assert_legible(page)
