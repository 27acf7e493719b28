"""The ministry's admin under the strict Content-Security-Policy, its scripts included."""

import pytest
from playwright.sync_api import expect

from oqu import world
from tests.browser.people import Somebody, sign_in

OFFICER = Somebody(
    world.MINISTRY_IIN, next(one.phone for one in world.people() if one.iin == world.MINISTRY_IIN)
)

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


def test_lists_and_forms_work_without_anything_inline(new_page, portal):
    page = new_page()
    sign_in(page, portal, OFFICER)
    for rows in (
        "staff/school",
        "staff/person",
        "admissions/application",
        "admissions/journalentry",
        "limits/classlimit",
    ):
        page.goto(f"{portal.url}/admin/{rows}/")
        page.locator("#result_list tbody th a").first.click()
        expect(page.locator("#content form")).to_be_visible()

    page.goto(f"{portal.url}/admin/calendar/specialday/add/")
    page.locator(".datetimeshortcuts a").nth(1).click()
    page.locator("#calendarbox0").get_by_role("link", name="15", exact=True).click()
    expect(page.locator("#id_date")).not_to_have_value("")
