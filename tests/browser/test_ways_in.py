"""Who may come how: every cabinet by each of its ways, and what a person reads whom the way does not let in."""

import re

import pytest
from playwright.sync_api import Page, expect

from oqu.world.named import DIRECTOR_32, EXECUTOR_12, OFFICER_84, OSO_12, TWO_CHILDREN, Human
from oqu.world.schools import SCHOOLS
from tests.browser.people import Somebody, code_from, go_to_egov, pass_egov, say_who, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

BIN = next(each.bin for each in SCHOOLS if each.code == "032")


def somebody(human: Human, organisation: str = "") -> Somebody:
    return Somebody(human.iin, human.phone, organisation)


DIRECTOR, EXECUTOR, OSO, BOTH, PARENT = (
    somebody(DIRECTOR_32, BIN),
    somebody(EXECUTOR_12),
    somebody(OSO_12),
    somebody(OFFICER_84),
    somebody(TWO_CHILDREN),
)


@pytest.mark.rule("R7", "R8", "R15", "R16")
@pytest.mark.parametrize(
    ("who", "method", "entry"),
    [
        (DIRECTOR, "QR", "Персонал"),
        (DIRECTOR, "EDS_PERSON", "Персонал"),
        (DIRECTOR, "EDS_ORG", "Персонал"),
        (EXECUTOR, "EDS_PERSON", "Государственные услуги"),
        (OSO, "EDS_PERSON", "Лимиты классов"),
        (PARENT, "QR", "Мои заявления"),
        (PARENT, "PASSWORD", "Мои заявления"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_cabinet_opens(portal, new_page, who, method, entry):
    page = new_page()

    sign_in(page, portal, who, method)

    expect(page.get_by_role("link", name=entry).first).to_be_visible()


@pytest.mark.rule("R7", "R8")
@pytest.mark.parametrize(
    ("who", "method"),
    [(EXECUTOR, "QR"), (EXECUTOR, "PASSWORD"), (OSO, "QR"), (DIRECTOR, "PASSWORD")],
    ids=["executor-QR", "executor-PASSWORD", "oso-QR", "director-PASSWORD"],
)
def test_the_cabinet_stays_shut_and_says_which_way_opens_it(portal, new_page, who, method):
    page = new_page()

    sign_in(page, portal, who, method)

    expect(page.get_by_text("Этот кабинет открывается только при входе способом").first).to_be_visible()
    page.get_by_role("link", name="Войти другим способом").first.click()
    expect(page.get_by_role("heading", name="Вход на портал")).to_be_visible()


@pytest.mark.rule("R20", "R21")
def test_who_forbids_comes_home_and_is_nobody(portal, new_page):
    page = new_page()
    go_to_egov(page, portal)

    pass_egov(page, portal, PARENT, decision="Запретить")

    expect(page.get_by_text("Вы не разрешили")).to_be_visible()
    expect(page.get_by_role("banner").get_by_role("link", name="Войти")).to_be_visible()
    page.goto(f"{portal.url}/my/")
    expect(page.get_by_role("heading", name="Вход на портал")).to_be_visible()


@pytest.mark.rule("R19")
def test_after_three_wrong_codes_the_right_one_opens_nothing(portal, new_page):
    page = new_page()
    go_to_egov(page, portal)
    say_who(page, PARENT, "QR")
    expect(page.get_by_text("Осталось попыток : 3")).to_be_visible()
    code = code_from(portal, PARENT.phone)
    wrong = f"{(int(code) + 1) % 100_000:05d}"

    for left, typed in ((2, wrong), (1, wrong), (0, wrong), (0, code)):
        page.get_by_label("Введите код").fill(typed)
        page.get_by_role("button", name="Войти в систему").click()
        expect(page.get_by_text(f"Осталось попыток : {left}")).to_be_visible()

    expect(page.get_by_text("Попытки закончились")).to_be_visible()
    page.goto(portal.url)
    expect(page.get_by_role("banner").get_by_role("link", name="Войти")).to_be_visible()


@pytest.mark.rule("R51", "R160")
def test_another_role_is_another_menu(portal, new_page):
    page = new_page()
    sign_in(page, portal, BOTH, "EDS_PERSON")

    choose(page, "Исполнитель")
    expect(entry(page, "Государственные услуги")).to_be_visible()
    expect(entry(page, "Лимиты классов")).to_have_count(0)

    entry(page, "Сменить роль").click()
    choose(page, "Сотрудник ОСО")
    expect(entry(page, "Лимиты классов")).to_be_visible()
    expect(entry(page, "Государственные услуги")).to_have_count(0)


def choose(page: Page, role: str) -> None:
    page.get_by_role("button", name=re.compile(f"Работать в этой роли.*{role}")).click()


def entry(page: Page, name: str):
    return page.get_by_role("navigation").get_by_role("link", name=name)
