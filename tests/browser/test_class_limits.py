"""«Лимиты классов» in a browser: added with the split shown while typing, edited, refused below what is taken."""

import re

import pytest
from playwright.sync_api import Page, expect

from oqu import world
from tests.browser.looking import assert_legible
from tests.browser.people import Somebody, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

PAGE = "/organization/class-limits"


def employee(school: str, role: str) -> Somebody:
    iin = next(each.iin for each in world.STAFF if each.school_code == school and role in each.roles)
    return Somebody(iin, next(human.phone for human in world.people() if human.iin == iin))


OFFICER = employee("012", "oso")  # of the small school, where three children are accepted in Kazakh
DIRECTOR_032 = employee("032", "director")
# What the pages say, by language.
WORDS = {
    "ru": {
        "add": "Добавить",
        "language": "Язык обучения",
        "total": "Количество мест",
        "classes": "Количество классов",
        "save": "Сохранить",
        "inside": "По микроучастку",
        "saved": "Сохранено: узбекский, 2026-2027. Мест 85: по микроучастку 64, вне микроучастка 21.",
        "changed": "Мест 40: по микроучастку 30, вне микроучастка 10.",
        "exists": "лимит уже есть",
        "below": re.compile(r"Уже принято: \d+ \(по микроучастку \d+, вне микроучастка \d+\)"),
        "study": "узбекский",
    },
    "kk": {
        "add": "Қосу",
        "language": "Оқыту тілі",
        "total": "Орын саны",
        "classes": "Сынып саны",
        "save": "Сақтау",
        "inside": "Шағын аудан бойынша",
        "saved": "Сақталды: ұйғыр, 2026-2027. Орын саны 85: шағын аудан бойынша 64, шағын аудандан тыс 21.",
        "changed": "Орын саны 40: шағын аудан бойынша 30, шағын аудандан тыс 10.",
        "exists": "лимит бар",
        "below": re.compile(r"Қабылданғандар: \d+ \(шағын аудан бойынша \d+, шағын аудандан тыс \d+\)"),
        "study": "ұйғыр",
    },
}


@pytest.mark.rule("R58", "R59", "R69", "R71", "R72", "R76", "R78")
@pytest.mark.parametrize("language", ["ru", "kk"])
def test_added_edited_and_refused_below_what_is_taken(portal, new_page, language):
    page, words = new_page(bypass_csp=True), WORDS[language]
    sign_in(page, portal, OFFICER, "EDS_PERSON")
    speak(page, language)
    page.goto(portal.url + PAGE)

    page.get_by_role("link", name=re.compile(f"^{words['add']}")).click()
    fill(page, words, total="85", classes="4")
    expect(page.locator("#preview")).to_contain_text("64")
    expect(page.locator("#preview")).to_contain_text("21")
    page.get_by_label(words["language"]).select_option(label=words["study"])
    page.get_by_role("button", name=words["save"], exact=True).click()
    expect(page.get_by_text(words["saved"])).to_be_visible()

    row = page.get_by_role("row").filter(has_text=words["study"])
    row.get_by_role("link").click()
    fill(page, words, total="40", classes="2")
    expect(page.locator("#preview")).to_contain_text("30")
    page.get_by_role("button", name=words["save"], exact=True).click()
    expect(page.get_by_text(words["changed"])).to_be_visible()

    page.goto(f"{portal.url}{PAGE}/2026-2027/kk/")
    was = page.get_by_label(words["total"]).input_value()
    fill(page, words, total="1", classes="1")
    expect(page.locator("#preview").get_by_text(words["below"])).to_be_visible()
    page.get_by_role("button", name=words["save"], exact=True).click()
    expect(page.get_by_role("alert").get_by_text(words["below"])).to_be_visible()
    expect(page.get_by_label(words["total"])).to_have_value("1")
    page.goto(f"{portal.url}{PAGE}/2026-2027/kk/")
    expect(page.get_by_label(words["total"])).to_have_value(was)


@pytest.mark.rule("R59", "R72")
def test_without_javascript_the_split_is_a_button_away(portal, new_page):
    page, words = new_page(java_script_enabled=False), WORDS["ru"]
    sign_in(page, portal, DIRECTOR_032)
    page.goto(f"{portal.url}{PAGE}/add/")

    fill(page, words, total="85", classes="4")
    page.get_by_role("button", name="Показать расчёт").click()

    expect(page.locator("#preview")).to_contain_text("64")
    expect(page.get_by_label(words["total"])).to_have_value("85")


@pytest.mark.rule("R63")
def test_numbers_of_nobd_that_differ_wait_for_the_school(portal, new_page):
    page = new_page(bypass_csp=True)
    sign_in(page, portal, DIRECTOR_032)
    page.goto(f"{portal.url}{PAGE}/2026-2027/ru/")
    fill(page, WORDS["ru"], total="44", classes="2")
    page.get_by_role("button", name="Сохранить", exact=True).click()

    page.get_by_role("button", name="Загрузить из НОБД").click()

    expect(page.get_by_role("heading", level=1, name="Расхождения с НОБД")).to_be_visible()
    expect(page.get_by_text("мест: 44, классов: 2")).to_be_visible()
    expect(page.get_by_text("мест: 40, классов: 2")).to_be_visible()
    assert_legible(page)
    page.get_by_role("button", name="Взять числа НОБД").click()
    expect(page.get_by_text("Числа НОБД взяты")).to_be_visible()
    assert_legible(page)
    page.goto(f"{portal.url}{PAGE}/2026-2027/ru/")
    expect(page.get_by_text("было: мест 44, классов 2")).to_be_visible()
    assert_legible(page)
    page.goto(f"{portal.url}{PAGE}/add/")
    assert_legible(page)


def fill(page: Page, words: dict, *, total: str, classes: str) -> None:
    page.get_by_label(words["total"]).fill(total)
    page.get_by_label(words["classes"]).fill(classes)


def speak(page: Page, language: str) -> None:
    host = page.evaluate("location.hostname")
    page.context.add_cookies([{"name": "oqu_lang", "value": language, "domain": host, "path": "/"}])
