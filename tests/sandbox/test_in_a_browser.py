"""The sandbox's pages in a real browser: legible to everybody, on a telephone too, without JavaScript."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, sync_playwright

from tests.sandbox.conftest import PARENT_IIN, REDIRECT

CHROMIUM = "/usr/bin/chromium"
PAGES = (
    "/",
    "/egov/",
    "/faults/",
    "/phone/",
    "/phone/?number=x",
    "/phone/?number=%2B77075550021",
    "/nowhere",
)
SMALL_TARGETS = """
() => [...document.querySelectorAll("button, input:not([type=hidden], [type=radio]), .tabs a, .top__nav a")]
  .filter(element => element.getBoundingClientRect().height < 44)
  .map(element => element.outerHTML)
"""


@pytest.fixture
def open_page():
    """Opens a page of a fresh browser with these options of the context."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield lambda **options: browser.new_context(**options).new_page()
        browser.close()


def assert_legible(page: Page) -> None:
    violations = Axe().run(page).response["violations"]
    assert [(found["id"], found["nodes"]) for found in violations] == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
    assert page.evaluate(SMALL_TARGETS) == [], page.url


pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1280, 320])
def test_every_page_is_legible(sandbox, authorize, open_page, width):
    # Axe is a script of its own, which the page's policy rightly refuses.
    page = open_page(viewport={"width": width, "height": 700}, bypass_csp=True)
    for path in PAGES:
        page.goto(sandbox.url + path)
        assert_legible(page)

    page.goto(authorize(client_id="stranger"))
    assert_legible(page)
    page.goto(authorize())
    assert_legible(page)
    page.get_by_role("link", name="ЭЦП").click()
    assert_legible(page)
    page.get_by_role("link", name="Логин/пароль").click()
    assert_legible(page)
    page.get_by_role("link", name="QR-код").click()
    page.check(f"input[value='{PARENT_IIN}']")
    page.get_by_role("button", name="Подтвердить вход").click()
    page.fill("#code", "1")
    page.get_by_role("button", name="Войти в систему").click()
    assert_legible(page)
    page.fill("#code", sandbox.code_for("+77075550021"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/consent/")
    assert_legible(page)


@pytest.mark.rule("R21")
def test_walk_without_javascript_ends_at_the_portal(sandbox, authorize, open_page):
    page = open_page(java_script_enabled=False)
    page.goto(authorize(login_hint=PARENT_IIN))
    page.get_by_role("button", name="Подтвердить вход").click()
    page.fill("#code", sandbox.code_for("+77075550021"))
    page.get_by_role("button", name="Войти в систему").click()

    # The page's form-action has to let the browser go there; nothing needs to answer.
    page.route("http://testserver/**", lambda route: route.fulfill(body="portal"))
    page.get_by_role("button", name="Разрешить").click()

    page.wait_for_url(f"{REDIRECT}?*")
    assert "code=" in page.url
