"""A first visit: the telephone answers 511, the page goes on by itself."""

import pytest
from playwright.sync_api import expect

from oqu.world.named import FATHER
from tests.browser.looking import assert_legible
from tests.browser.people import Somebody, answer_511, go_to_egov, pass_egov

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

NEWCOMER = Somebody(FATHER.iin, FATHER.phone)  # has never been asked


@pytest.mark.rule("R22", "R23", "R24")
def test_the_first_visit(portal, new_page):
    newcomers, phone = new_page(), new_page()
    go_to_egov(newcomers, portal)
    pass_egov(newcomers, portal, NEWCOMER)
    consent = newcomers.get_by_role("heading", name="Согласие на сбор и обработку персональных данных")
    expect(consent).to_be_visible()
    assert_legible(newcomers)
    newcomers.get_by_role("button", name="Отправить SMS").click()
    expect(newcomers.get_by_text("с той же SIM-карты")).to_be_visible()
    assert_legible(newcomers)
    newcomers.get_by_role("link", name="Проверить сейчас").click()
    expect(consent).to_be_visible()

    answer_511(phone, portal, NEWCOMER)

    expect(newcomers.get_by_role("link", name="Новое заявление").first).to_be_visible()
    newcomers.goto(f"{portal.url}/profile/")
    assert_legible(newcomers)
