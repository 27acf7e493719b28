"""An executor's whole day without a mouse, and the way to switch the keys off (WCAG 2.1.4)."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.office import DIRECTOR, EXECUTOR, number_of, open_list
from tests.browser.people import sign_in
from tests.browser.portal import RunningPortal

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

APPLICATIONS = 12
WISHES = ["pending", "not_requested", "not_requested"] * (APPLICATIONS // 3)
DECIDED = re.compile(r"(приём|отказ) передан директору на подпись")


@pytest.fixture
def desk(portal: RunningPortal, new_page) -> Page:
    page = new_page()
    sign_in(page, portal, EXECUTOR, "EDS_PERSON")
    open_list(page, portal)
    return page


@pytest.mark.rule("R94", "R121", "R123", "R141")
def test_twelve_applications_by_keyboard_only(portal, desk):
    """Every fourth is refused by the number of its reason, the others are accepted where it is possible."""
    portal.file_applications("032", WISHES)
    desk.reload()
    desk.keyboard.press("j")
    desk.keyboard.press("Enter")
    expect(desk).to_have_url(re.compile(r"/organization/gov-services/[0-9a-f-]{36}/$"))
    for turn in range(APPLICATIONS):
        number = number_of(desk)
        leaf_through_the_papers(desk)
        if turn % 4 == 3 or desk.get_by_role("button", name="Принять", exact=True).is_disabled():
            refuse(desk)
        else:
            accept(desk)
        expect(desk.get_by_text(DECIDED)).to_contain_text(re.compile(rf"№\s?{number}\b"))
        if turn < APPLICATIONS - 1:
            assert number_of(desk) > number


def test_rows_are_walked_through_and_opened(desk):
    links = desk.locator('[data-key="row"]')
    for key, row in (("j", 0), ("j", 1), ("k", 0)):
        desk.keyboard.press(key)
        expect(links.nth(row)).to_be_focused()


def test_rows_are_marked_one_by_one_and_from_one_to_another(portal, new_page):
    page = new_page()
    sign_in(page, portal, DIRECTOR)
    open_list(page, portal, "sign")
    boxes = page.locator("input[data-mark]")
    expect(boxes).not_to_have_count(0)
    assert boxes.count() > 2

    for key in ("j", "x", "j", "j", "Shift+X"):
        page.keyboard.press(key)
    for row in range(3):
        expect(boxes.nth(row)).to_be_checked()
    page.keyboard.press("x")
    expect(boxes.nth(2)).not_to_be_checked()
    page.keyboard.press("s")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Подпис")


@pytest.mark.parametrize("layout", ["latin", "cyrillic"])
def test_the_list_of_keys_and_the_way_to_other_pages(desk, layout):
    desk.keyboard.press("?")
    keys = desk.get_by_role("dialog", name="Клавиши")
    expect(keys).to_be_visible()
    assert Axe().run(desk).response["violations"] == []
    desk.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    for code, letter in (("KeyG", "gп"), ("KeyN", "nт")):
        press_at(desk, code, letter[layout == "cyrillic"])
    expect(desk.get_by_role("heading", level=1)).to_contain_text("Уведомления")


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


def leaf_through_the_papers(page: Page) -> None:
    """To the second paper and back; the one in view has the focus."""
    for key, paper in (("BracketRight", 2), ("BracketLeft", 1)):
        page.keyboard.press(key)
        expect(page.locator(f"#paper-{paper}")).to_be_focused()


def accept(page: Page) -> None:
    if page.get_by_label("Согласовать подвоз").count():
        page.keyboard.press("t")
        page.keyboard.press("Space")
    with page.expect_navigation():
        page.keyboard.press("a")


def refuse(page: Page) -> None:
    page.keyboard.press("r")
    dialog: Locator = page.get_by_role("dialog", name="Отказать в зачислении")
    expect(dialog).to_be_visible()
    page.keyboard.press("2")
    expect(dialog.get_by_text("После подписи родитель прочитает:")).to_be_visible()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def press_at(page: Page, code: str, letter: str) -> None:
    """The key at this place of the keyboard, whatever letter the layout writes there."""
    page.evaluate(
        "([code, key]) => document.activeElement.dispatchEvent("
        "new KeyboardEvent('keydown', {code, key, bubbles: true, cancelable: true}))",
        [code, letter],
    )
