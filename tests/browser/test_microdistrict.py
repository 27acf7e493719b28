"""«Микроучасток» in a browser: attach houses, detach, bring back, refresh; and the same without JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect

from oqu.world.named import OSO_32
from tests.browser.looking import assert_legible
from tests.browser.people import Somebody, sign_in, sign_in_with_key

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

OFFICER = Somebody(OSO_32.iin, OSO_32.phone)
PATH = "/organization/microdistrict"
# A street of the demo town that no school serves, as Алатау is.
JIBEK_JOLY = "G900040"


@pytest.mark.rule("R82", "R85", "R86", "R90", "R92")
def test_houses_are_attached_detached_and_brought_back(portal, new_page):
    page = new_page(bypass_csp=True)
    sign_in(page, portal, OFFICER, "EDS_PERSON")
    page.goto(portal.url + PATH)
    assert_legible(page)

    page.get_by_role("link", name="Добавить адрес").click()
    page.get_by_label("Улица").press_sequentially("алатоу", delay=30)  # a slip: the list comes while typing
    page.get_by_role("link", name="улица Алатау").click()
    page.get_by_role("link", name="нечётные", exact=True).click()
    expect(page.locator("[data-count]")).to_have_text("9")
    page.get_by_label("2", exact=True).check()
    expect(page.locator("[data-count]")).to_have_text("10")
    assert_attached(page, "Прикреплено 10 адресов.")
    assert_legible(page)

    page.goto(f"{portal.url}{PATH}?q=алатау")
    expect(page.get_by_text("нечётные 1–17, 2")).to_be_visible()
    page.get_by_role("row", name=re.compile("Дом 2$|Дом 2 ")).get_by_role("button").click()
    expect(page.get_by_text("Откреплён 1 адрес")).to_be_visible()
    assert_legible(page)
    page.get_by_role("button", name="Вернуть").click()
    expect(page.get_by_text("Возвращён 1 адрес.")).to_be_visible()

    page.get_by_role("link", name="История").click()
    assert_legible(page)
    page.goto(f"{portal.url}{PATH}/check")
    assert_legible(page)

    page.goto(portal.url + PATH)
    page.get_by_role("button", name="Обновить").click()
    expect(page.get_by_text("Адресный регистр:")).to_be_visible(timeout=30_000)


@pytest.mark.rule("R85", "R86", "R90")
def test_the_same_without_javascript(portal, new_page):
    page = new_page(java_script_enabled=False)
    sign_in_with_key(page, new_page, portal, OFFICER)
    page.goto(f"{portal.url}{PATH}/add")
    page.get_by_label("Улица").fill("жибек жолу")
    page.get_by_role("button", name="Найти").click()
    page.get_by_role("link", name="улица Жибек жолы").click()
    page.get_by_label("с номера").fill("3")
    page.get_by_label("по номер").fill("5")
    page.get_by_role("button", name="Отметить").click()
    assert_attached(page, "Прикреплено 4 адреса.")  # 3, 4, 4/1, 5

    page.get_by_role("group", name="Ваши дома").get_by_label("4/1").check()
    page.get_by_role("button", name="Открепить отмеченные дома").click()
    page.get_by_role("button", name="Вернуть").click()
    expect(page.get_by_text("Возвращён 1 адрес.")).to_be_visible()
    assert page.url.endswith(JIBEK_JOLY)


def assert_attached(page: Page, words: str) -> None:
    page.get_by_role("button", name="Прикрепить отмеченные дома").click()
    expect(page.get_by_text(words)).to_be_visible()
