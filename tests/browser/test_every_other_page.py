"""Pages that the walk does not meet: legible in three languages and two widths all the same."""

import pytest

from tests.browser.looking import assert_legible
from tests.browser.people import Somebody, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

PAGES = {
    None: ("/components/", "/help/", "/no-such-page/"),
    Somebody("970506600239", "+77075550023"): ("/profile/", "/notifications/"),
    Somebody("960213600026", "+77075550002"): (
        "/organization/",
        "/organization/gov-services/processed",
        "/organization/staff",
        "/organization/class-limits",
        "/organization/microdistrict",
        "/organization/profile",
        "/role/",
    ),
}


@pytest.mark.parametrize("who", PAGES, ids=["visitor", "parent", "director"])
def test_is_legible(portal, new_page, who):
    page = new_page(bypass_csp=True)
    if who:
        sign_in(page, portal, who)
    for path in PAGES[who]:
        page.goto(portal.url + path)
        assert_legible(page)
