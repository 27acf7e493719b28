"""An employee comes, works and goes: asked for consent, signed in for the first time, dismissed while working."""

import pytest
from playwright.sync_api import Page, expect

from oqu.world.named import DIRECTOR_84
from oqu.world.named import NEWCOMER as PERSON
from tests.browser.looking import assert_legible
from tests.browser.people import Somebody, answer_511, go_to_egov, pass_egov, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

DIRECTOR = Somebody(DIRECTOR_84.iin, DIRECTOR_84.phone)
EMPLOYEE = Somebody(PERSON.iin, PERSON.phone)  # works nowhere yet, has a key and has never been here
STAFF = "/organization/staff"


@pytest.mark.rule("R26", "R30", "R32", "R33", "R34", "R35", "R40", "R41", "R147", "R174")
def test_an_employee_comes_and_goes(portal, new_page):
    directors, phone, employees = new_page(), new_page(), new_page()
    sign_in(directors, portal, DIRECTOR)

    ask_for_consent(directors, portal)
    answer_511(phone, portal, EMPLOYEE)
    expect(directors.get_by_text("Согласие получено").first).to_be_visible()
    directors.get_by_role("button", name="Далее").click()
    fill_the_profile(directors)

    come_for_the_first_time(employees, phone, portal)
    employees.get_by_role("link", name="Государственные услуги").click()
    expect(employees.get_by_role("heading", name="Необработанные заявки")).to_be_visible()
    directors.goto(portal.url + STAFF)
    expect(row_of(directors)).not_to_contain_text("ещё не входил")

    dismiss(directors, portal)
    employees.reload()
    expect(employees.get_by_label("Введите код").or_(employees.get_by_text("Вход на портал"))).to_be_visible()


def ask_for_consent(page: Page, portal) -> None:
    page.goto(portal.url + STAFF)
    assert_legible(page)
    page.get_by_role("link", name="Добавить").click()
    page.get_by_label("ИИН сотрудника").fill("123456789012")
    page.get_by_role("button", name="Отправить").click()
    expect(page.get_by_text("Такого ИИН не бывает").first).to_be_visible()
    page.get_by_label("ИИН сотрудника").fill(EMPLOYEE.iin)
    page.get_by_role("button", name="Отправить").click()
    expect(page.get_by_text("Ждём согласия")).to_be_visible()
    assert_legible(page)
    page.get_by_role("button", name="Далее").click()
    expect(page.get_by_text("Согласие ещё не получено")).to_be_visible()


def fill_the_profile(page: Page) -> None:
    expect(page.get_by_role("heading", name="Профиль сотрудника")).to_be_visible()
    assert_legible(page)
    page.get_by_label("Контактный телефон").fill(EMPLOYEE.phone)
    page.get_by_label("Должность").select_option(label="Секретарь")
    page.get_by_label("Исполнитель: обрабатывает").check()
    page.get_by_role("button", name="Сохранить").click()
    expect(row_of(page)).to_contain_text("ещё не входил")
    assert_legible(page)


def come_for_the_first_time(page: Page, phone: Page, portal) -> None:
    """Consent to the use of the portal is asked before the cabinet opens; then it opens by itself."""
    go_to_egov(page, portal)
    pass_egov(page, portal, EMPLOYEE, "EDS_PERSON")
    page.get_by_role("button", name="Отправить SMS").click()
    expect(page.get_by_text("с той же SIM-карты")).to_be_visible()
    answer_511(phone, portal, EMPLOYEE)
    expect(page.get_by_role("navigation").get_by_text("Процессы")).to_be_visible()


def dismiss(page: Page, portal) -> None:
    row_of(page).get_by_role("link").click()
    assert_legible(page)
    page.get_by_role("link", name="Закрыть доступ").click()
    assert_legible(page)
    page.get_by_role("button", name="Закрыть доступ").click()
    expect(page.get_by_text("доступ закрыт")).to_be_visible()
    expect(row_of(page)).to_have_count(0)


def row_of(page: Page):
    return page.get_by_role("row").filter(has_text=PERSON.last_name)
