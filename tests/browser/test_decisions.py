"""A refusal with its reason, transport when it is asked, a return and the second round, two at one application."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from oqu import world
from tests.browser.looking import assert_legible
from tests.browser.office import COLLEAGUE, DIRECTOR, EXECUTOR, number_of, open_card, open_list, open_next
from tests.browser.people import Somebody, sign_in, sign_with_phone
from tests.browser.portal import RunningPortal
from tests.browser.test_the_way_through import wait_for_the_document

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

UNRELIABLE = "Установление недостоверности документов, представленных услугополучателем"
DIRECTORS_KEY = next(
    key for fact in world.STAFF if fact.iin == DIRECTOR.iin for key in fact.keys if key.startswith("org-")
)
OFFICER_84 = Somebody("930530600074", "+77075550007")
QUESTION = "Требуется услуга бесплатного подвоза"


@pytest.fixture
def at_desk(portal: RunningPortal, new_page):
    """Opens the desk of somebody of the school, in a browser of their own."""

    def open_desk(who: Somebody) -> Page:
        page = new_page(bypass_csp=True)
        sign_in(page, portal, who, "QR" if who == DIRECTOR else "EDS_PERSON")
        return page

    return open_desk


@pytest.fixture
def clerk(portal, at_desk) -> Page:
    """The executor, with something to decide."""
    portal.file_applications("032", ["not_requested"])
    return at_desk(EXECUTOR)


@pytest.mark.rule("R123", "R124", "R125")
def test_a_refusal_with_its_reason_and_an_explanation(portal, clerk):
    number = open_next(clerk, portal)
    card = clerk.url
    assert_legible(clerk)
    clerk.get_by_role("link", name="Отказать").click()
    dialog = clerk.get_by_role("dialog", name="Отказать в зачислении")
    expect(dialog.get_by_role("radio")).to_have_count(7)
    dialog.get_by_role("link", name="Отмена").click()
    expect(dialog).to_be_hidden()
    expect(clerk.get_by_text("На проверке").first).to_be_visible()

    clerk.goto(f"{card}refuse/")
    assert_legible(clerk)
    clerk.get_by_role("button", name="Подтвердить и отправить").click()
    expect(clerk.get_by_role("link", name=re.compile("Выберите причину отказа"))).to_be_visible()
    clerk.get_by_label("Недостоверные документы или данные").check()
    clerk.get_by_label("Пояснение родителю").fill("В справке 065/у указан другой ребёнок")
    preview = clerk.locator("[data-preview]")
    expect(preview).to_contain_text("В справке 065/у указан другой ребёнок")
    expect(preview).to_contain_text(UNRELIABLE)
    assert_legible_as_it_is(clerk)
    clerk.get_by_role("button", name="Подтвердить и отправить").click()

    told = clerk.get_by_text(re.compile(rf"№\s?{number}\b.*отказ передан директору на подпись"))
    expect(told).to_be_visible()
    clerk.goto(card)
    decision = clerk.get_by_role("complementary", name="Решение")
    expect(decision).to_contain_text(UNRELIABLE)
    expect(decision).to_contain_text("В справке 065/у указан другой ребёнок")


@pytest.mark.rule("R139", "R140", "R141")
def test_transport_is_asked_exactly_when_the_school_offers_it_and_the_parent_wants_it(portal, at_desk):
    wishes = ["pending", "not_requested"]
    portal.file_applications("032", wishes)
    portal.file_applications("084", wishes)
    for who, offers in ((EXECUTOR, True), (OFFICER_84, False)):
        page = at_desk(who)
        if not offers:
            page.get_by_role("button", name=re.compile("Исполнитель")).click()
        open_list(page, portal)
        rows = page.locator('[data-key="row"]')
        wanted, unwanted = rows.count() - 2, rows.count() - 1
        for row, is_wanted in ((wanted, True), (unwanted, False)):
            open_list(page, portal)
            rows.nth(row).click()
            expect(page.get_by_role("heading", level=1)).to_contain_text("Заявка на поступление")
            expect(page.get_by_text(QUESTION)).to_have_count(int(offers and is_wanted))


@pytest.mark.rule("R108", "R131", "R135", "R136", "R137")
def test_a_return_and_the_second_round_to_the_signature(portal, new_page, clerk, at_desk):
    number = open_next(clerk, portal)
    accept(clerk)
    director = at_desk(DIRECTOR)
    open_card(director, portal, number, "sign")
    card = director.url
    director.goto(f"{card}return/")
    assert_legible(director)
    for nothing in ("", " "):
        director.get_by_label("Причина возврата").fill(nothing)
        director.get_by_role("button", name="Отправить").click()
        expect(director.get_by_role("alert").get_by_role("link")).to_be_visible()
    director.get_by_label("Причина возврата").fill("Проверьте адрес\nи форму 052-2/у")
    director.get_by_role("button", name="Отправить").click()
    expect(director.get_by_text(re.compile(rf"№\s?{number}\b.*возвращена исполнителю"))).to_be_visible()

    open_list(clerk, portal, "returned")
    clerk.get_by_role("link", name=re.compile(rf"Открыть №\s?{number}\b")).click()
    expect(clerk.get_by_text("Проверьте адрес и форму 052-2/у").first).to_be_visible()
    assert_legible(clerk)
    accept(clerk)

    director.goto(card)
    wait_for_the_document(director)
    director.get_by_role("button", name="Подписать приём").click()
    link = director.get_by_role("link", name="Открыть eGov Business").get_attribute("href")
    assert sign_with_phone(new_page(), portal, link, DIRECTORS_KEY) == "Подписано"
    expect(director.get_by_text("Принято").first).to_be_visible()
    history = director.get_by_role("list", name="История")
    expect(history.get_by_role("listitem")).to_contain_text(
        ["Заявка поступила", "Предложено принять", "На доработку", "Предложено принять", "Приём подписан"]
    )


@pytest.mark.rule("R161")
def test_of_two_at_one_application_the_slower_learns_who_was_faster_and_loses_no_words(
    portal, clerk, at_desk
):
    number = open_next(clerk, portal)
    colleague = at_desk(COLLEAGUE)
    assert open_next(colleague, portal) == number
    colleague.get_by_role("link", name="Отказать").click()
    colleague.get_by_label("Недостоверные документы или данные").check()
    colleague.get_by_label("Пояснение родителю").fill("В справке указан другой ребёнок")

    accept(clerk)
    colleague.get_by_role("button", name="Подтвердить и отправить").click()

    expect(colleague.get_by_text(re.compile("Вас опередили.*Мұқанов"))).to_be_visible()
    expect(colleague.get_by_label("Пояснение родителю")).to_have_value("В справке указан другой ребёнок")
    open_card(colleague, portal, number, "sign")
    expect(colleague.get_by_role("complementary", name="Решение")).to_contain_text("Предложено: принять")


def accept(page: Page) -> None:
    """Also where the first of the line asks for transport; where no seat is left this fails."""
    number = number_of(page)
    agree = page.get_by_label("Согласовать подвоз")
    if agree.count():
        agree.check()
    page.get_by_role("button", name="Принять", exact=True).click()
    expect(page.get_by_text(re.compile(rf"№\s?{number}\b.*приём передан директору"))).to_be_visible()


def assert_legible_as_it_is(page: Page) -> None:
    """Half typed, in the one language: what `assert_legible` would reload."""
    assert Axe().run(page).response["violations"] == []
