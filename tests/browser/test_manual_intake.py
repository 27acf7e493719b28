"""«Ручной прием заявлений»: a clerk takes a paper at the desk, from the menu to the receipt."""

import re

import pytest
from playwright.sync_api import Page, expect

from oqu.world import people
from oqu.world.named import EXECUTOR_12, OUTSIDE
from tests.browser.looking import assert_legible
from tests.browser.people import PAPERS, Somebody, answer_511, sign_in
from tests.factories import picture

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

CLERK = Somebody(EXECUTOR_12.iin, EXECUTOR_12.phone)
APPLICANT = Somebody(OUTSIDE.iin, OUTSIDE.phone)
CHILD = next(child for child in people() if APPLICANT.iin in child.parent_iins)
DESK = "/organization/manual-intake"


@pytest.mark.rule("R49")
def test_a_paper_is_registered_and_its_receipt_printed(portal, new_page):
    desk, phone, home = new_page(bypass_csp=True), new_page(), new_page()
    sign_in(desk, portal, CLERK, "EDS_PERSON")

    desk.get_by_role("link", name="Ручной прием заявлений").first.click()
    assert_legible(desk)
    ask_the_applicant(desk)
    desk.get_by_role("link", name="К списку").click()
    expect(desk.get_by_text("Ждём согласия")).to_be_visible()
    answer_511(phone, portal, APPLICANT)
    desk.get_by_role("link", name=re.compile("Открыть")).first.click()
    desk.get_by_role("button", name="Далее").click()
    name_the_child(desk)
    fill_the_steps(desk)
    register(desk)
    print_the_receipt(desk)

    sign_in(home, portal, APPLICANT)
    home.get_by_role("link", name="Мои заявления").first.click()
    expect(home.get_by_text(f"{CHILD.last_name} {CHILD.first_name}").first).to_be_visible()


def ask_the_applicant(page: Page) -> None:
    page.get_by_role("link", name="Зарегистрировать заявление").click()
    assert_legible(page)
    page.get_by_label("ИИН заявителя").fill("123456789012")
    page.get_by_role("button", name="Отправить").click()
    expect(page.get_by_text("Такого ИИН не бывает").first).to_be_visible()
    page.get_by_label("ИИН заявителя").fill(APPLICANT.iin)
    page.get_by_role("button", name="Отправить").click()
    expect(page.get_by_text("Ждём согласия")).to_be_visible()
    assert_legible(page)


def name_the_child(page: Page) -> None:
    assert_legible(page)
    page.get_by_label("ИИН ребенка").fill(CHILD.iin)
    page.get_by_label("Дата, написанная на бумаге").fill("2026-04-01")
    page.get_by_role("button", name="Продолжить").click()


def fill_the_steps(page: Page) -> None:
    expect(page.get_by_text("Шаг 3 из 5")).to_be_visible()
    assert_legible(page)
    page.get_by_label("казахский").check()
    page.get_by_role("button", name="Продолжить").click()
    expect(page.get_by_text("Шаг 4 из 5")).to_be_visible()
    content = picture().read()
    for kind in (*PAPERS, "paper"):
        page.locator(f'input[type="file"][name="{kind}"]').set_input_files(
            {"name": f"{kind}.jpg", "mimeType": "image/jpeg", "buffer": content}
        )
    page.get_by_role("button", name="Продолжить").click()
    expect(page.get_by_text("Шаг 5 из 5")).to_be_visible()
    page.get_by_role("link", name="Изменить документы").click()
    assert_legible(page)
    page.get_by_role("button", name="Продолжить").click()


def register(page: Page) -> None:
    expect(page.get_by_text("Шаг 5 из 5")).to_be_visible()
    expect(page.get_by_text("1 апреля 2026")).to_be_visible()
    assert_legible(page)
    page.get_by_label("Ответы совпадают с бумажным заявлением").check()
    page.get_by_role("button", name="Зарегистрировать").click()
    expect(page.get_by_text("Заявление зарегистрировано")).to_be_visible()


def print_the_receipt(page: Page) -> None:
    receipt = page.get_by_role("link", name="Распечатать расписку")
    for _ in range(20):
        if receipt.count():
            break
        page.wait_for_timeout(1000)
        page.reload()
    assert_legible(page)
    answer = page.request.get(page.url.split("/organization")[0] + receipt.get_attribute("href"))
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF")
