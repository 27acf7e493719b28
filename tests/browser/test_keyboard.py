"""An executor's whole day without a mouse, and the way to switch the keys off (WCAG 2.1.4)."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.people import Somebody, sign_in_with_key
from tests.browser.portal import RunningPortal

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

EXECUTOR = Somebody("930530600074", "+77075550007")
APPLICATIONS = 12
DECIDED = re.compile(r"(приём|отказ) передан директору на подпись")


@pytest.fixture
def desk(portal: RunningPortal, new_page) -> Page:
    page = new_page()
    sign_in_with_key(page, new_page, portal, EXECUTOR)
    page.get_by_role("button", name=re.compile("Исполнитель")).click()
    page.goto(f"{portal.url}/organization/gov-services")
    return page


@pytest.mark.rule("R94", "R121", "R123", "R141")
def test_twelve_applications_by_keyboard_only(desk):
    """Every fourth is refused by its number, the others are accepted where a seat and the rules allow it."""
    desk.keyboard.press("j")
    desk.keyboard.press("Enter")
    expect(desk).to_have_url(re.compile(r"/organization/gov-services/[0-9a-f-]{36}/$"))
    for turn in range(APPLICATIONS):
        number = number_of(desk)
        desk.keyboard.press("BracketRight")
        desk.keyboard.press("BracketLeft")
        if desk.get_by_role("button", name="Принять", exact=True).is_disabled() or turn % 4 == 3:
            refuse(desk)
        else:
            accept(desk)
        expect(desk.get_by_text(DECIDED)).to_contain_text(str(number))
        if turn < APPLICATIONS - 1:
            assert number_of(desk) != number


@pytest.mark.parametrize("layout", ["g", "п"])
def test_the_list_of_keys_and_other_pages(desk, layout):
    desk.keyboard.press("?")
    keys = desk.get_by_role("dialog", name="Клавиши")
    expect(keys).to_be_visible()
    assert Axe().run(desk).response["violations"] == []
    desk.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    press(desk, "KeyG", layout)
    press(desk, "KeyL", "l" if layout == "g" else "д")
    expect(desk.get_by_role("heading", level=1)).to_contain_text("Лимиты")


def test_in_a_field_a_letter_is_a_letter(desk):
    desk.keyboard.press("/")
    desk.keyboard.type("gqn")

    expect(desk.get_by_label("Номер заявки")).to_have_value("gqn")


def test_switched_off_they_stay_off(desk):
    address = desk.url
    desk.get_by_role("button", name="Клавиши").click()
    desk.get_by_label("Использовать эти клавиши").uncheck()
    desk.keyboard.press("Escape")
    desk.reload()

    desk.keyboard.press("n")
    desk.keyboard.press("?")

    expect(desk.get_by_role("dialog", name="Клавиши")).to_be_hidden()
    assert desk.url == address


def number_of(page: Page) -> int:
    heading = page.get_by_role("main").get_by_text(re.compile(r"Заявка №\s?\d+")).first.inner_text()
    return int(re.search(r"№\s?(\d+)", heading)[1])


def accept(page: Page) -> None:
    if page.get_by_label("Согласовать подвоз").count():
        page.keyboard.press("t")
        page.keyboard.press("Space")
    with page.expect_navigation():
        page.keyboard.press("a")


def refuse(page: Page) -> None:
    page.keyboard.press("r")
    dialog = page.get_by_role("dialog", name="Отказать в зачислении")
    expect(dialog).to_be_visible()
    page.keyboard.press("2")
    expect(dialog.get_by_text("После подписи родитель прочитает:")).to_be_visible()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def press(page: Page, code: str, letter: str) -> None:
    """The key at this place of the keyboard, whatever letter the layout writes there."""
    page.evaluate(
        "([code, key]) => document.activeElement.dispatchEvent("
        "new KeyboardEvent('keydown', {code, key, bubbles: true, cancelable: true}))",
        [code, letter],
    )
