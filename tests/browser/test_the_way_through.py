"""One application from the address to the downloaded notice, on everything that `make run` starts."""

import re
import time

import pypdf
import pytest
from playwright.sync_api import Page, expect

from oqu import world
from tests.browser.looking import assert_legible
from tests.browser.people import (
    PAPERS,
    Somebody,
    press_accept_anyway,
    sign_in,
    sign_in_with_key,
    sign_with_phone,
)
from tests.factories import picture

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

EXECUTOR = Somebody("930530600074", "+77075550007")
DIRECTOR = Somebody("900509500068", "+77075550006")
DIRECTORS_KEY = next(
    key
    for member in world.STAFF
    if member.iin == DIRECTOR.iin
    for key in member.keys
    if key.startswith("org-")
)
PATIENCE_SECONDS = 60
OUT_OF_ORDER = "Нарушена очередность, есть более ранние заявки в статусе «На проверке»"


@pytest.mark.rule("R9", "R11", "R81", "R94", "R106", "R121", "R126", "R131", "R133", "R144")
@pytest.mark.parametrize(
    ("parent", "child", "javascript"),
    [
        (Somebody("910528500241", "+77075550024"), "Волкова Вера", True),
        (Somebody("970911500294", "+77075550029"), "Хамитов Алмас", False),
    ],
    ids=["with JavaScript", "without JavaScript"],
)
def test_from_the_address_to_the_notice(portal, new_page, tmp_path, parent, child, javascript):
    look = assert_legible if javascript else lambda page: None
    families = new_page(java_script_enabled=javascript, bypass_csp=javascript)

    find_the_school(families, portal, look)
    sign_in(families, portal, parent)
    number = apply(families, portal, child, look)

    clerks = new_page(java_script_enabled=javascript, bypass_csp=javascript)
    sign_in_with_key(clerks, new_page, portal, EXECUTOR)
    look(clerks)
    clerks.get_by_role("button", name=re.compile("Исполнитель")).click()
    decide_all_before(clerks, portal, number, look)

    directors = new_page(java_script_enabled=javascript, bypass_csp=javascript)
    sign_in(directors, portal, DIRECTOR)
    sign(directors, new_page(), portal, number, javascript, look)

    see_the_decision(families, portal, parent, number, tmp_path, look)


def find_the_school(page: Page, portal, look) -> None:
    page.goto(portal.url)
    look(page)
    page.get_by_role("link", name="Найти школу по адресу").first.click()
    look(page)
    page.get_by_label("Улица").fill("Е 117")
    page.get_by_label("Дом").fill("39")
    page.get_by_role("button", name="Показать школы").click()
    expect(page.get_by_role("heading", name="Ваша школа")).to_be_visible()
    expect(page.get_by_role("heading", name="Школа-гимназия № 32")).to_be_visible()
    look(page)


def apply(page: Page, portal, child: str, look) -> int:
    """Five steps and the sending; returns the number."""
    page.goto(f"{portal.url}/my/")
    look(page)
    page.get_by_role("link", name="Новое заявление").first.click()
    look(page)
    page.get_by_label(child).check()
    page.get_by_role("button", name="Продолжить").click()
    expect(page.get_by_label("Школа-лицей № 84")).to_be_visible()
    look(page)
    page.get_by_label("Школа-лицей № 84").check()
    page.get_by_role("button", name="Продолжить").click()
    look(page)
    page.get_by_label("русский").check()
    page.get_by_label("Контактный номер").fill("8 707 123 45 67")
    page.get_by_role("button", name="Продолжить").click()
    attach_papers(page)
    look(page)
    page.get_by_role("button", name="Продолжить").click()
    expect(page.get_by_text("+7 (707) 123-45-67")).to_be_visible()
    look(page)
    page.locator('input[name="agreed"]').check()
    page.get_by_role("button", name="Отправить заявление").click()
    heading = page.get_by_role("heading", level=1, name=re.compile(r"№\s?\d+"))
    expect(heading).to_be_visible()
    expect(page.get_by_text("Школа проверяет").first).to_be_visible()
    look(page)
    return int(re.search(r"№\s?(\d+)", heading.inner_text())[1])


def attach_papers(page: Page) -> None:
    """One after another: with JavaScript each goes up by itself, without it the button sends them."""
    for kind in PAPERS:
        paper = picture(f"{kind}.jpg", (600, 800))
        page.locator(f'input[name="{kind}"]').set_input_files(
            {"name": paper.name, "mimeType": "image/jpeg", "buffer": paper.read()}
        )
    page.get_by_role("button", name="Продолжить").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Документы ребёнка")
    page.go_back()


def decide_all_before(page: Page, portal, number: int, look) -> None:
    """The executor takes them one by one; ours cannot be taken out of turn, by the button or by the request."""
    page.goto(f"{portal.url}/organization/gov-services")
    look(page)
    page.get_by_role("link", name=re.compile(rf"№\s?{number}\b")).first.click()
    if page.get_by_role("button", name="Принять", exact=True).is_disabled():
        expect(page.get_by_text(OUT_OF_ORDER)).to_be_visible()
        assert OUT_OF_ORDER in press_accept_anyway(page)
    look(page)
    while True:
        page.goto(f"{portal.url}/organization/gov-services")
        page.get_by_role("link", name="Взять следующую").click()
        current = int(re.search(r"Заявка №\s?(\d+)", page.get_by_role("main").inner_text())[1])
        if current != number:
            refuse(page, look)
            continue
        page.get_by_role("button", name="Принять", exact=True).click()
        expect(page.get_by_text("На подписании").first).to_be_visible()
        look(page)
        return


def refuse(page: Page, look) -> None:
    address = page.url
    page.goto(f"{address}refuse/")
    look(page)
    page.get_by_label("Переполненность класс-комплектов").check()
    page.get_by_role("button", name="Подтвердить и отправить").click()
    expect(page.get_by_text("отказ передан директору на подпись")).to_be_visible()


def sign(page: Page, phone: Page, portal, number: int, javascript: bool, look) -> None:
    page.goto(f"{portal.url}/organization/gov-services?view=sign")
    look(page)
    page.get_by_role("link", name=re.compile(rf"№\s?{number}\b")).first.click()
    wait_for_the_document(page)
    look(page)
    page.get_by_role("button", name="Подписать приём").click()
    link = page.get_by_role("link", name="Открыть eGov Business").get_attribute("href")
    look(page)
    assert sign_with_phone(phone, portal, link, DIRECTORS_KEY) == "Подписано"
    if not javascript:
        page.get_by_role("link", name="Проверить").click()
    expect(page.get_by_text("Принято").first).to_be_visible()
    look(page)


def wait_for_the_document(page: Page) -> None:
    """The renderer makes it within seconds; a person would reload the page."""
    reload_until(page, page.get_by_role("button", name="Подписать приём"))


def reload_until(page: Page, wanted) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (wanted.count() and wanted.first.is_enabled()) and time.monotonic() < deadline:
        page.reload()
    expect(wanted.first).to_be_enabled()


def see_the_decision(page: Page, portal, parent: Somebody, number: int, tmp_path, look) -> None:
    page.goto(f"{portal.url}/my/")
    page.get_by_role("link", name=re.compile(rf"№\s?{number}\b")).first.click()
    download = page.get_by_role("link", name="Скачать уведомление")
    reload_until(page, download)
    look(page)
    with page.expect_download() as saved:
        download.click()
    notice = tmp_path / "notice.pdf"
    saved.value.save_as(notice)
    text = "".join(sheet.extract_text() for sheet in pypdf.PdfReader(notice).pages)
    assert "қабылда" in text.casefold()
    assert "Школа-лицей № 84" in text
    wait_for_the_sms(page, portal, number)
    page.goto(f"{portal.url}/notifications/")
    look(page)


def wait_for_the_sms(page: Page, portal, number: int) -> None:
    """On the telephone's own page; it goes by itself, a little after the notice or before it."""
    page.goto(f"{portal.sandbox_url}/phone/?number=%2B77071234567")
    reload_until(page, page.get_by_text(re.compile(rf"-{number}\b.*принято")))
