"""What a first visit costs a parent: at most 100 KB and 8 requests, none of them to another host (ux goals 2, 6)."""

import re
from urllib.parse import urlsplit

import pytest

from tests.browser.people import Somebody, sign_in
from tests.browser.telephone import attach, expect_kept, on_step, quiet_family, sign_in_by_password

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

PARENT = Somebody("970506600239", "+77075550023")
PUBLIC = ("/", "/schools/", "/schools/?street=Е 117&house=39", "/help/")
SIGNED_IN = ("/my/", "/my/new/", "/notifications/", "/profile/")
MOST_BYTES, MOST_REQUESTS = 100 * 1024, 8


def cost_of_first_visit(page, address: str) -> tuple[int, int, set[str]]:
    """
    Bytes as they came over the wire, headers included; requests; hosts. Pictures of the family's own papers
    are no part of the page: they come when they are scrolled to.
    """
    answers = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(address, wait_until="networkidle")
    sizes = [answer.request.sizes() for answer in answers if not OWN.match(answer.url)]
    total = sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)
    return total, len(sizes), {urlsplit(answer.url).netloc for answer in answers}


@pytest.fixture(scope="module")
def session(portal, chromium):
    """The cookies of a parent who has signed in, and nothing in the browser's cache."""
    context = chromium.new_context()
    sign_in(context.new_page(), portal, PARENT)
    state = context.storage_state()
    context.close()
    return state


OWN = re.compile(r"data:|https?://[^/]+/documents/")
STEPS = ("school", "details", "documents", "check")


@pytest.fixture(scope="module")
def draft(portal, chromium):
    """The cookies of a parent and the address of a draft with everything in it."""
    context = chromium.new_context(locale="ru")
    page = context.new_page()
    sign_in_by_password(page, portal, quiet_family(10).parent)
    page.goto(f"{portal.url}/my/new/")
    page.get_by_role("button", name="Продолжить").click()
    on_step(page, 2)
    address = page.url.partition("/school/")[0]
    page.get_by_role("button", name="Продолжить").click()
    page.wait_for_url(lambda url: "/school/" not in url)
    page.goto(f"{address}/details/")
    page.get_by_label("казахский").check()
    page.get_by_role("button", name="Продолжить").click()
    page.wait_for_url(lambda url: "/details/" not in url)
    page.goto(f"{address}/documents/")
    attach(page)
    expect_kept(page, 3)
    state = context.storage_state()
    context.close()
    return state, address


@pytest.mark.parametrize("step", STEPS)
def test_a_step_of_the_form_is_light(portal, new_page, draft, step):
    state, address = draft
    assert_light(new_page(storage_state=state), f"{address}/{step}/", portal)


@pytest.mark.parametrize("path", [*PUBLIC, *SIGNED_IN])
def test_a_first_visit_is_light(portal, new_page, session, path):
    page = new_page(storage_state=session if path in SIGNED_IN else None)
    assert_light(page, portal.url + path, portal)


def assert_light(page, address, portal):
    total, requests, hosts = cost_of_first_visit(page, address)

    print(f"\n{urlsplit(address).path.rpartition('-')[2]}: {total / 1024:.0f} KB, {requests} requests")
    assert total <= MOST_BYTES
    assert requests <= MOST_REQUESTS
    assert hosts == {urlsplit(portal.url).netloc}
