"""A director signs one and ten decisions, by the telephone and on the computer; and every way it can end otherwise."""

import re

import pytest
from playwright.sync_api import Page, expect

from oqu import world
from tests.browser.looking import assert_legible
from tests.browser.people import Somebody, choose_in_ncalayer, open_on_phone, sign_in, sign_with_phone

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket, pytest.mark.rule("R131")]

HUMANS = {human.iin: human for human in world.people()}
DIRECTOR, OTHER = [member for member in world.STAFF if "director" in member.roles][:2]
LIST = "/organization/gov-services?view=sign"
PATIENCE_MS = 15_000
EXPIRE = """
from admissions.models import SigningSession
from django.db.models import F
from oqu.core.acting import Actor, acting
with acting(Actor.system("test")):
    SigningSession.objects.update(expires_at=F("created_at"))
"""


def key_of(member, kind: str = "org") -> str:
    return next(key for key in member.keys if key.startswith(f"{kind}-"))


def enter(page: Page, portal) -> None:
    sign_in(page, portal, Somebody(DIRECTOR.iin, HUMANS[DIRECTOR.iin].phone))


def marks(page: Page):
    return page.get_by_role("checkbox", name=re.compile("№"))


def mark(page: Page, portal, count: int) -> None:
    """So many of the list, by their marks, as far as the page that waits for the confirmation."""
    page.goto(f"{portal.url}{LIST}")
    for place in range(count):
        marks(page).nth(place).check()
    page.get_by_role("button", name="Подписать отмеченные").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Подписание нескольких решений")
    expect(marks(page)).to_have_count(count)


def confirm(page: Page) -> str:
    """Looked through; gives the address that the telephone opens."""
    page.get_by_label("Решения просмотрены").check()
    page.get_by_role("button", name="Перейти к подписи").click()
    link = page.get_by_role("link", name="Открыть eGov Business")
    expect(link).to_be_visible()
    return link.get_attribute("href")


@pytest.mark.rule("R46", "R133")
def test_ten_by_one_scan(portal, new_page):
    page = new_page()
    enter(page, portal)
    mark(page, portal, 10)
    page.get_by_role("button", name="Перейти к подписи").click()
    expect(page.get_by_text("Просмотрите решения и подтвердите это").first).to_be_visible()
    link = confirm(page)

    assert sign_with_phone(new_page(), portal, link, key_of(DIRECTOR)) == "Подписано"

    expect(page.get_by_text("Подписано: 10 решений")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_text("Подписано", exact=True)).to_have_count(10)


@pytest.mark.rule("R46", "R133")
def test_without_javascript(portal, new_page):
    """«Проверить» tells what the page would have told by itself."""
    page = new_page(java_script_enabled=False)
    enter(page, portal)
    mark(page, portal, 1)
    link = confirm(page)

    assert sign_with_phone(new_page(), portal, link, key_of(DIRECTOR)) == "Подписано"

    page.get_by_role("link", name="Проверить").click()
    expect(page.get_by_text(re.compile(r"Решение по заявке №\s?\d+ подписано"))).to_be_visible()


@pytest.mark.rule("R133")
def test_several_by_one_choice_of_the_key(portal, new_page):
    page = new_page()
    enter(page, portal)
    mark(page, portal, 2)
    confirm(page)
    with page.expect_popup() as window:
        page.get_by_role("button", name="Подписать через NCALayer").click()
    choose_in_ncalayer(window.value, key_of(DIRECTOR))

    expect(page.get_by_text("Подписано: 2 решения")).to_be_visible(timeout=PATIENCE_MS)


def test_wrong_keys_and_a_cancelled_code_sign_nothing(portal, new_page):
    page, phone = new_page(), new_page()
    enter(page, portal)
    waiting = page.goto(f"{portal.url}{LIST}") and marks(page).count()
    mark(page, portal, 2)
    link = confirm(page)

    assert sign_with_phone(phone, portal, link, key_of(OTHER)) == "Приняты не все подписи"
    expect(phone.get_by_role("alert")).to_contain_text("Подписано: 0 из 2")
    expect(page.get_by_text("Не подписано: 2 решения")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_text("ключ другой организации").first).to_be_visible()

    page.get_by_role("button", name="Подписать оставшиеся 2").click()
    link = page.get_by_role("link", name="Открыть eGov Business").get_attribute("href")
    assert sign_with_phone(phone, portal, link, key_of(DIRECTOR, "personal")) == "Приняты не все подписи"
    expect(page.get_by_text("личный ключ").first).to_be_visible(timeout=PATIENCE_MS)

    page.get_by_role("button", name="Подписать оставшиеся 2").click()
    link = page.get_by_role("link", name="Открыть eGov Business").get_attribute("href")
    page.get_by_role("button", name="Отмена").click()
    expect(page.get_by_text("Подписание отменено")).to_be_visible()
    expect(marks(page)).to_have_count(waiting)
    open_on_phone(phone, portal, link, key_of(DIRECTOR))
    expect(phone.get_by_role("alert")).to_be_visible()


def test_an_expired_code_signs_nothing_and_a_new_one_is_a_press_away(portal, new_page):
    """Its five minutes are taken away instead of waited for."""
    page, phone = new_page(), new_page()
    enter(page, portal)
    mark(page, portal, 2)
    link = confirm(page)
    portal.manage("shell", "-v", "0", "-c", EXPIRE)

    expect(page.get_by_text("Срок действия кода истёк").first).to_be_visible(timeout=PATIENCE_MS)
    open_on_phone(phone, portal, link, key_of(DIRECTOR))
    expect(phone.get_by_role("alert")).to_contain_text("QR")
    page.get_by_role("button", name="Подписать оставшиеся 2").click()
    expect(page.get_by_text("Откройте eGov Business")).to_be_visible()
    page.get_by_role("button", name="Отмена").click()


def test_on_a_phone_the_way_into_the_application_comes_first(portal, new_page):
    page = new_page(viewport={"width": 320, "height": 640})
    enter(page, portal)
    mark(page, portal, 2)
    confirm(page)

    link = page.get_by_role("link", name="Открыть eGov Business").bounding_box()
    code = page.get_by_role("img", name="QR-код для eGov Business").bounding_box()
    assert link["y"] < code["y"]
    assert link["height"] >= 44


def test_the_pages_are_legible(portal, new_page):
    page = new_page(bypass_csp=True)
    enter(page, portal)
    page.goto(f"{portal.url}{LIST}&mark=all")
    assert_legible(page)
    mark(page, portal, 3)
    assert_legible(page)
    confirm(page)
    assert_legible(page)
    page.get_by_role("button", name="Отмена").click()
    expect(page.get_by_text("Подписание отменено")).to_be_visible()
    page.go_back()
    assert_legible(page)
    page.goto(f"{portal.url}{LIST}")
    page.get_by_role("button", name="Скачать список (XLSX)").click()
    expect(page.get_by_text(re.compile("Файл готов"))).to_be_visible(timeout=PATIENCE_MS)
    assert_legible(page)
    with page.expect_download() as saved:
        page.get_by_role("link", name="Скачать список (XLSX)").click()
    assert saved.value.suggested_filename.endswith(".xlsx")
