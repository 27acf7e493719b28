"""The warning before a session ends, in a browser whose clock is moved; what was typed is not lost."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.people import Somebody, pass_egov, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

PARENT = Somebody("970506600239", "+77075550023")


@pytest.fixture
def page(new_page, portal):
    page = new_page()
    sign_in(page, portal, PARENT)
    page.clock.install()
    page.goto(f"{portal.url}/my/new/")
    return page


def test_a_press_goes_on(page):
    warning = page.get_by_role("dialog")
    page.clock.fast_forward("24:30")
    expect(warning).to_be_hidden()

    page.clock.fast_forward("01:00")

    expect(warning).to_be_visible()
    expect(warning).to_contain_text(re.compile(r"До конца сеанса, минут: [45]"))
    warning.get_by_role("button", name="Продолжить работу").click()
    expect(warning).to_be_hidden()
    page.clock.fast_forward("20:00")
    expect(warning).to_be_hidden()


def test_what_was_typed_waits_for_the_next_sign_in(page, portal):
    child = page.locator('main form input[type="radio"]').nth(1)
    child.check()
    name = child.get_attribute("value")

    page.clock.fast_forward("30:05")

    page.wait_for_url(re.compile("/idp/"))
    pass_egov(page, portal, PARENT)
    page.wait_for_url(f"{portal.url}/my/new/")
    expect(page.locator(f'main form input[value="{name}"]')).to_be_checked()
    expect(page.get_by_text("То, что вы ввели, снова на странице.")).to_be_attached()


def test_nothing_waits_for_another_person(page, portal):
    page.locator('main form input[type="radio"]').nth(1).check()
    page.clock.fast_forward("30:05")
    page.wait_for_url(re.compile("/idp/"))

    pass_egov(page, portal, Somebody("910528500241", "+77075550024"))

    page.wait_for_url(f"{portal.url}/my/new/")
    expect(page.get_by_role("button", name="Выйти").first).to_be_visible()
    assert page.evaluate("sessionStorage.length") == 0
