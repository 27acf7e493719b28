"""The tab «ЭЦП» in a real browser: the button, NCALayer's window, and the way on or back."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.sandbox.conftest import DIRECTOR
from tests.sandbox.test_in_a_browser import assert_legible, open_page

__all__ = ["open_page"]
pytestmark = [pytest.mark.browser, pytest.mark.rule("R8")]
AUTH = f"auth-{DIRECTOR.iin}"


@pytest.fixture
def tab(sandbox, authorize, open_page):
    """The tab is open, the button not pressed; the policy of the page is in force."""
    page = open_page(locale="ru")
    page.goto(authorize())
    page.get_by_role("link", name="ЭЦП").click()
    return page


@pytest.fixture
def press(tab):
    """Presses the button; gives NCALayer's window."""

    def press():
        with tab.expect_popup() as opened:
            tab.get_by_role("button", name="Войти с ЭЦП").click()
        window = opened.value
        expect(window.get_by_role("button", name="Подписать")).to_be_visible()
        return window

    return press


def test_key_is_chosen_in_the_window_of_ncalayer(ncalayer, tab, press):
    window = press()
    expect(window.get_by_text(f"{urlsplit(tab.url).scheme}://{urlsplit(tab.url).netloc}")).to_be_visible()
    window.locator(f'input[value="{AUTH}"]').check()
    window.get_by_role("button", name="Подписать").click()

    expect(tab.get_by_label("Введите код")).to_be_visible()
    assert window.is_closed() or window.wait_for_event("close") is not None


def test_cancel_is_told_and_the_button_works_again(ncalayer, tab, press):
    press().get_by_role("button", name="Отмена").click()
    expect(tab.get_by_text("Вы закрыли окно NCALayer")).to_be_visible()

    window = press()
    expect(tab.get_by_text("Вы закрыли окно NCALayer")).to_be_hidden()
    window.locator(f'input[value="{AUTH}"]').check()
    window.get_by_role("button", name="Подписать").click()
    expect(tab.get_by_label("Введите код")).to_be_visible()


def test_storage_without_a_key_is_told(ncalayer, tab, press):
    window = press()
    window.get_by_label("Где лежит ключ?").select_option(label="Казтокен")
    window.get_by_role("button", name="Подписать").click()

    expect(tab.get_by_text("Проверьте, что хранилище ключа подключено")).to_be_visible()


def test_signing_key_is_refused_by_the_page(ncalayer, tab, press):
    window = press()
    window.get_by_text("Другие ключи").first.click()
    window.locator(f'input[value="personal-{DIRECTOR.iin}"]').check()
    window.get_by_role("button", name="Подписать").click()

    expect(tab.get_by_role("alert").filter(has_text="Этим ключом подписывают, а не входят")).to_be_visible()


@pytest.mark.parametrize(
    ("fault", "words"),
    [("down", "NCALayer не отвечает"), ("no_basics", "NCALayer на этом компьютере устарел")],
)
def test_without_a_working_ncalayer_the_page_says_what_to_do(ncalayer, sandbox, tab, fault, words):
    with sandbox.fault("ncalayer", fault):
        tab.get_by_role("button", name="Войти с ЭЦП").click()

        message = tab.get_by_text(words)
        expect(message).to_be_visible()
        expect(message.get_by_role("link", name="по QR-коду")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 320])
def test_the_window_is_legible(ncalayer, sandbox, authorize, open_page, width):
    page = open_page(viewport={"width": width, "height": 760}, bypass_csp=True)
    page.goto(f"{sandbox.url}/ncalayer/")
    expect(page.get_by_text("Никто ничего не просит")).to_be_visible()
    assert_legible(page)

    asks = open_page()
    asks.goto(authorize())
    asks.get_by_role("link", name="ЭЦП").click()
    asks.get_by_role("button", name="Войти с ЭЦП").click()

    page.get_by_text("Другие ключи").first.click()
    assert_legible(page)
