"""Somebody opens the second application: the page says why it cannot be decided and leads to the first."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.looking import assert_legible
from tests.browser.people import press_accept_anyway, sign_in
from tests.browser.test_seats_are_out import EXECUTOR

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

OUT_OF_ORDER = "Нарушена очередность, есть более ранние заявки в статусе «На проверке»"
OUT_OF_ORDER_KK = "Кезектілік бұзылды, «Тексеруде» мәртебесіндегі бұрынырақ түскен өтініштер бар"


@pytest.mark.rule("R105", "R106", "R182")
def test_the_second_application_names_the_first(portal, new_page):
    page = new_page(bypass_csp=True)
    sign_in(page, portal, EXECUTOR, "EDS_PERSON")
    page.goto(f"{portal.url}/organization/gov-services?view=decide")
    first, second = (
        row.inner_text() for row in page.get_by_role("rowheader", name=re.compile("№")).all()[:2]
    )
    page.get_by_role("link", name=f"Открыть {second}").click()

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    address = page.url
    accept = page.get_by_role("button", name="Принять", exact=True)
    refuse = page.get_by_role("button", name="Отказать")
    for button in (accept, refuse):
        expect(button).to_be_disabled()
        expect(button).to_have_accessible_description(OUT_OF_ORDER)
    expect(page.get_by_text(OUT_OF_ORDER)).to_be_visible()
    expect(page.get_by_text(re.compile("^поступила "))).to_be_visible()
    assert_legible(page)
    assert OUT_OF_ORDER in press_accept_anyway(page)

    page.get_by_role("banner").get_by_role("link", name="Қаз").click()
    expect(page.get_by_text(OUT_OF_ORDER_KK)).to_be_visible()
    page.get_by_role("banner").get_by_role("link", name="Рус").click()

    page.get_by_role("link", name=f"Открыть {first}").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Заявка на поступление в 1 класс")
    expect(page.get_by_text(OUT_OF_ORDER)).to_be_hidden()

    page.goto(address)
    expect(page.get_by_text(re.compile("Последним её открыл"))).to_be_visible()
