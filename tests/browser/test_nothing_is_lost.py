"""A session that ends, a connection that breaks: between the steps and in the middle of a file. Nothing is lost."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.people import pass_egov
from tests.browser.portal import RunningPortal
from tests.browser.telephone import (
    TELEPHONE,
    Family,
    attach,
    expect_kept,
    on_step,
    quiet_family,
    sign_in_by_password,
)

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

PHONE, ADDRESS = "8 707 123 45 67", "Достық көшесі, 5"
SLOW = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 50_000}


@pytest.fixture
def begin(portal, new_page):
    """A page with the details of a draft open, for one family of each test; a draft of an earlier run goes."""

    def begin(place: int, **options: object) -> tuple[Page, Family]:
        family = quiet_family(place)
        page = new_page(**TELEPHONE, **options)
        sign_in_by_password(page, portal, family.parent)
        if (earlier := page.get_by_role("link", name=re.compile("Удалить черновик"))).count():
            page.goto(portal.url + earlier.get_attribute("href"))
            page.get_by_role("button", name="Удалить черновик").tap()
            expect(page.get_by_text("Черновик удалён")).to_be_visible()
        page.goto(f"{portal.url}/my/new/")
        go_on(page)
        on_step(page, 2)
        go_on(page)
        on_step(page, 3)
        return page, family

    return begin


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Продолжить").tap()


def fill_in(page: Page) -> None:
    page.get_by_label("казахский").check()
    page.get_by_label("Контактный номер").fill(PHONE)
    page.get_by_label("Где ребёнок живёт на самом деле").fill(ADDRESS)


def expect_filled(page: Page) -> None:
    expect(page.get_by_label("казахский")).to_be_checked()
    expect(page.get_by_label("Контактный номер")).to_have_value(re.compile("707.*123.*45.*67"))
    expect(page.get_by_label("Где ребёнок живёт на самом деле")).to_have_value(ADDRESS)


def come_back(page: Page, portal: RunningPortal, family: Family) -> None:
    """The portal has asked who is there."""
    page.wait_for_url(re.compile("/idp/"))
    pass_egov(page, portal, family.parent, "PASSWORD")


@pytest.mark.parametrize(("place", "javascript"), [(2, True), (3, False)], ids=["with", "without JavaScript"])
def test_the_session_ends_between_two_steps(portal, begin, place, javascript):
    page, family = begin(place, java_script_enabled=javascript)
    fill_in(page)
    go_on(page)
    on_step(page, 4)

    page.context.clear_cookies()
    page.reload()
    come_back(page, portal, family)

    on_step(page, 4)
    page.get_by_role("link", name="Назад").tap()
    expect_filled(page)


def test_the_session_ends_while_a_step_is_being_filled(portal, begin):
    page, family = begin(4)
    fill_in(page)
    page.context.clear_cookies(name="oqu_sid")

    go_on(page)
    come_back(page, portal, family)

    page.wait_for_url(re.compile("/details/"))
    expect_filled(page)
    go_on(page)
    on_step(page, 4)


def test_without_a_connection_the_page_stays_and_says_so(begin):
    page, _ = begin(5)
    fill_in(page)

    page.context.set_offline(True)
    go_on(page)

    expect(page.get_by_text("Нет связи")).to_be_visible()
    expect_filled(page)
    page.context.set_offline(False)
    expect(page.get_by_text("Нет связи")).to_be_hidden()
    go_on(page)
    on_step(page, 4)


def test_an_answer_that_never_came_is_asked_for_again(begin):
    page, _ = begin(6)
    details = page.url
    fill_in(page)

    page.route(details, lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    with page.expect_event("requestfailed"):
        go_on(page)
    expect(page.get_by_text("ERR_FAILED")).to_be_visible()
    page.unroute(details)
    page.go_back()  # the browser's own error page has taken the place of the step
    on_step(page, 2)
    go_on(page)

    on_step(page, 3)
    expect_filled(page)
    go_on(page)
    on_step(page, 4)


class TestInTheMiddleOfAFile:
    @pytest.fixture
    def documents(self, begin):
        def documents(place: int) -> tuple[Page, Family]:
            page, family = begin(place)
            fill_in(page)
            go_on(page)
            on_step(page, 4)
            return page, family

        return documents

    def test_the_file_goes_up_again_by_itself(self, documents):
        page, _ = documents(7)
        attach(page, "form_065u")
        expect_kept(page, 1)

        slowly = page.context.new_cdp_session(page)
        slowly.send("Network.enable")
        slowly.send("Network.emulateNetworkConditions", SLOW)
        attach(page, "photo_3x4", noise=True)
        expect(page.locator('progress[value]:not([value="0"])')).to_be_visible()
        slowly.send("Network.emulateNetworkConditions", {**SLOW, "offline": True})
        expect(page.get_by_text("Файл не дошёл")).to_be_visible()
        slowly.send("Network.emulateNetworkConditions", {**SLOW, "uploadThroughput": -1})

        expect_kept(page, 2)

    def test_it_goes_up_again_at_a_press(self, documents):
        page, _ = documents(8)
        page.route(page.url, lambda route: route.abort())
        attach(page, "photo_3x4")
        again = page.get_by_role("button", name="Отправить ещё раз")
        expect(again).to_be_visible()

        page.unroute(page.url)
        again.tap()

        expect_kept(page, 1)
        expect(again).to_be_hidden()

    def test_what_went_up_before_the_session_ended_is_there(self, portal, documents):
        page, family = documents(9)
        attach(page, "photo_3x4")
        expect_kept(page, 1)

        page.context.clear_cookies(name="oqu_sid")
        attach(page, "form_065u")
        come_back(page, portal, family)

        on_step(page, 4)
        expect_kept(page, 1)
