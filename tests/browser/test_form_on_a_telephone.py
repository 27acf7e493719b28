"""The whole way of a family on a telephone of 360 px, with JavaScript and without; and how many taps it takes."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import assert_fits
from tests.browser.telephone import (
    TELEPHONE,
    Thumb,
    attach,
    expect_kept,
    on_step,
    quiet_family,
    sign_in_by_password,
)

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

MOST_TAPS = 14


def test_anybody_finds_the_school_of_an_address(portal, new_page):
    page = new_page(**TELEPHONE, bypass_csp=True)
    thumb = Thumb(page)
    page.goto(portal.url)
    thumb.tap(page.get_by_role("link", name="Найти школу по адресу").first)
    thumb.type("Улица", "мангилик")
    thumb.tap(page.get_by_role("link", name=re.compile("Мангилик Ел")).first)
    thumb.type("Дом", "37/1")
    thumb.press("Показать школы")

    expect(page.get_by_role("heading", name="Ваша школа")).to_be_visible()
    expect(page.get_by_role("heading", name="Школа-гимназия № 32")).to_be_visible()
    assert_fits(page)


@pytest.mark.rule("R81", "R118", "R155")
@pytest.mark.parametrize(
    ("place", "javascript"), [(0, True), (1, False)], ids=["with JavaScript", "without JavaScript"]
)
def test_from_the_address_to_the_number(portal, new_page, place, javascript):
    family = quiet_family(place)
    page = new_page(**TELEPHONE, java_script_enabled=javascript, bypass_csp=javascript)
    look = assert_fits if javascript else lambda page: None
    sign_in_by_password(page, portal, family.parent)
    page.goto(f"{portal.url}/schools/")
    thumb = Thumb(page)

    thumb.type("Улица", family.street)
    thumb.type("Дом", family.house)
    thumb.press("Показать школы")
    expect(page.get_by_role("heading", name="Ваша школа")).to_be_visible()
    look(page)
    thumb.tap(page.get_by_role("link", name=re.compile("Подать заявление.*32")).first)
    on_step(page, 1)
    look(page)
    expect(page.get_by_label(family.child.first_name)).to_be_checked()
    thumb.press("Продолжить")
    on_step(page, 2)
    look(page)
    expect(page.get_by_label("Школа-гимназия № 32")).to_be_checked()
    thumb.press("Продолжить")
    on_step(page, 3)
    look(page)
    thumb.tap(page.get_by_label("қазақ").or_(page.get_by_label("казахский")).first)
    thumb.press("Продолжить")
    on_step(page, 4)
    put_the_papers_in(page, javascript)
    look(page)
    thumb.press("Продолжить")
    on_step(page, 5)
    look(page)
    thumb.tap(page.get_by_label(re.compile("Я проверил")))
    thumb.press("Отправить заявление")

    expect(page.get_by_text(re.compile(r"Заявление №\s?\d+ принято"))).to_be_visible()
    look(page)
    print(f"\n{thumb.taps} taps from the address to the sent application, files apart")
    assert thumb.taps <= MOST_TAPS


def put_the_papers_in(page: Page, javascript: bool) -> None:
    attach(page)
    if javascript:
        expect_kept(page, 3)
