"""An application from outside the microdistrict without seats: not by the button, not by the request."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.people import Somebody, press_accept_anyway, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

EXECUTOR = Somebody("900712500091", "+77075550009")
QUARTER_IS_TAKEN = "Четверть мест для заявок вне микроучастка занята: 2 из 2"


@pytest.mark.rule("R127", "R182", "R183")
def test_accept_is_grey_and_the_request_is_refused(portal, new_page):
    page = new_page()
    sign_in(page, portal, EXECUTOR, "EDS_PERSON")
    page.goto(f"{portal.url}/organization/gov-services")

    page.get_by_role("link", name="Взять следующую").click()

    accept = page.get_by_role("button", name="Принять", exact=True)
    expect(accept).to_be_disabled()
    expect(accept).to_have_accessible_description(re.compile(QUARTER_IS_TAKEN))
    expect(page.get_by_text(QUARTER_IS_TAKEN)).to_be_visible()
    expect(page.get_by_role("link", name="Отказать")).to_be_visible()
    assert QUARTER_IS_TAKEN in press_accept_anyway(page)
    page.reload()
    expect(page.get_by_text("На проверке").first).to_be_visible()
