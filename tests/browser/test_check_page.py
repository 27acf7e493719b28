"""Whoever holds a paper checks it without signing in: by its code, and a copy without sending it anywhere."""

import io
import re

import pypdf
import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import assert_legible
from tests.browser.office import DIRECTOR, LIST
from tests.browser.people import sign_in
from tests.browser.test_the_way_through import reload_until

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

SAME = "Файл в точности тот, который выдал портал."
OTHER = "Это другой файл: он отличается от того, который выдал портал."
CODE = re.compile(r"/v/([0-9A-HJKMNP-TV-Z]{16})/")


@pytest.fixture(scope="module")
def notice(portal, chromium) -> bytes:
    """Of a decision that the demo's director signed."""
    page = chromium.new_context(locale="ru").new_page()
    sign_in(page, portal, DIRECTOR)
    page.goto(f"{portal.url}{LIST}/processed?status=accepted")
    page.get_by_role("link", name=re.compile("Открыть №")).first.click()
    download = page.get_by_role("link", name="Скачать уведомление")
    reload_until(page, download)  # the renderer of a portal that has just started makes it
    address = download.get_attribute("href")
    content = page.request.get(portal.url + address).body()
    page.context.close()
    return content


@pytest.fixture(scope="module")
def address(portal, notice) -> str:
    text = "".join(sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(notice)).pages)
    found = CODE.search("".join(text.split()))
    assert found, text
    return f"{portal.url}/v/{found[1]}/"


def choose(page: Page, content: bytes) -> None:
    page.get_by_label("Выберите вашу копию файла").set_input_files(
        {"name": "notice.pdf", "mimeType": "application/pdf", "buffer": content}
    )


def test_a_copy_is_compared_in_the_browser_and_sent_nowhere(portal, new_page, notice, address):
    page = new_page()
    page.goto(address)
    expect(page.get_by_text("подписан директором")).to_be_visible()
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    choose(page, notice)
    expect(page.get_by_text(SAME)).to_be_visible()
    changed = bytearray(notice)
    changed[len(changed) // 2] ^= 1
    choose(page, bytes(changed))
    expect(page.get_by_text(OTHER)).to_be_visible()
    expect(page.get_by_text(SAME)).to_be_hidden()

    assert asked == []


def test_without_javascript_it_says_what_to_do(new_page, address):
    page = new_page(java_script_enabled=False)
    page.goto(address)

    expect(page.get_by_text("sha256sum")).to_be_visible()
    expect(page.locator("code.fingerprint")).to_have_text(re.compile("^[0-9a-f]{64}$"))
    expect(page.get_by_label("Выберите вашу копию файла")).to_be_hidden()


def test_a_code_is_typed_by_hand(portal, new_page, address):
    page = new_page()
    page.goto(f"{portal.url}/v/")
    code = CODE.search(address)[1]
    page.get_by_label("Код документа").fill(f"{code[:8].lower()}-{code[8:]}")
    page.get_by_role("button", name="Проверить документ").click()

    expect(page.get_by_text("подписан директором")).to_be_visible()


def test_both_pages_are_legible(portal, new_page, address):
    page = new_page(bypass_csp=True)
    for path in (f"{portal.url}/v/", address):
        page.goto(path)
        assert_legible(page)
