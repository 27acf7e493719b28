"""The sandbox's pages in a real browser: legible to everybody, on a telephone too, without JavaScript."""

from urllib.parse import quote
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Page

from tests.sandbox.conftest import PARENT_IIN, REDIRECT

PHONE = "+77075550021"
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
def open_page(chromium):
    """Opens a page of a fresh profile with these options of the context."""
    contexts = []

    def open_in(**options):
        contexts.append(chromium.new_context(**options))
        return contexts[-1].new_page()

    yield open_in
    for context in contexts:
        context.close()


@pytest.fixture
def consent_asked(sandbox):
    """1414 has asked the owner of PHONE; a call tells where the request stands."""
    bearer = {"Authorization": f"Bearer {settings.CONSENT_TOKEN}"}
    request = {"request_id": str(uuid4()), "iin": PARENT_IIN, "requester": "Школа-гимназия № 032"}
    asked = sandbox.http.post("/kdp/api/v1/requests", json=request, headers=bearer)
    assert asked.status_code == 202

    def state():
        path = f"/kdp/api/v1/requests/{request['request_id']}"
        return sandbox.http.get(path, headers=bearer).json()["state"]

    return state


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
    page.fill("#code", sandbox.code_for(PHONE))
    page.keyboard.press("Enter")
    page.wait_for_url("**/consent/")
    assert_legible(page)


@pytest.mark.parametrize("width", [1280, 320])
def test_telephone_with_a_question_is_legible(sandbox, consent_asked, open_page, width):
    page = open_page(viewport={"width": width, "height": 700}, bypass_csp=True)
    page.goto(f"{sandbox.url}/phone/?number={quote(PHONE)}")
    assert_legible(page)
    page.get_by_label(f"Ответить с номера {PHONE}").first.fill(" ")
    page.keyboard.press("Enter")
    page.get_by_text("Наберите ответ").wait_for()
    assert_legible(page)


@pytest.mark.rule("R22")
def test_511_is_answered_without_javascript(sandbox, consent_asked, open_page):
    page = open_page(java_script_enabled=False)
    page.goto(f"{sandbox.url}/phone/?number={quote(PHONE)}")

    page.get_by_label(f"Ответить с номера {PHONE}").first.fill("511")
    page.keyboard.press("Enter")

    page.get_by_text("Вы ответили: 511").first.wait_for()
    assert consent_asked() == "granted"


@pytest.mark.rule("R21")
def test_walk_without_javascript_ends_at_the_portal(sandbox, authorize, open_page):
    page = open_page(java_script_enabled=False)
    page.goto(authorize(login_hint=PARENT_IIN))
    page.get_by_role("button", name="Подтвердить вход").click()
    page.fill("#code", sandbox.code_for(PHONE))
    page.get_by_role("button", name="Войти в систему").click()

    # The page's form-action has to let the browser go there; nothing needs to answer.
    page.route("http://testserver/**", lambda route: route.fulfill(body="portal"))
    page.get_by_role("button", name="Разрешить").click()

    page.wait_for_url(f"{REDIRECT}?*")
    assert "code=" in page.url
