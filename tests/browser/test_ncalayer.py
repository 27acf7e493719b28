"""The director signs on the computer, on everything that `make run` starts; and every way it can go wrong."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from oqu import world
from tests.browser.looking import assert_legible
from tests.browser.people import Somebody, choose_in_ncalayer, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket, pytest.mark.rule("R131")]

HUMANS = {human.iin: human for human in world.people()}
PATIENCE_MS = 15_000  # the page itself waits five seconds for a version
# The demo has three decisions for the first director to sign; two are signed here.
SIGNED = re.compile(r"Решение по заявке №\s?\d+ подписано")
FIRST, OTHER = [member for member in world.STAFF if "director" in member.roles][:2]


def key_of(member, kind: str = "org") -> str:
    return next(key for key in member.keys if key.startswith(f"{kind}-"))


def open_signing(page: Page, portal) -> None:
    sign_in(page, portal, Somebody(FIRST.iin, HUMANS[FIRST.iin].phone))
    page.goto(f"{portal.url}/organization/gov-services?view=sign")
    page.get_by_role("link", name="Открыть").first.click()
    page.get_by_role("button", name=re.compile("^Подписать")).click()
    expect(page.get_by_role("heading", name="Или через NCALayer на этом компьютере")).to_be_visible()


@pytest.fixture
def signing(portal, new_page) -> Page:
    """The first director before the page that signs one decision."""
    page = new_page()
    open_signing(page, portal)
    return page


@pytest.fixture
def press(signing):
    """Presses the button; gives NCALayer's window."""

    def press() -> Page:
        with signing.expect_popup() as opened:
            signing.get_by_role("button", name="Подписать через NCALayer").click()
        expect(opened.value.get_by_role("button", name="Подписать")).to_be_visible()
        return opened.value

    return press


@pytest.fixture
def fault(portal, signing):
    """Switches NCALayer to misbehave; in the end it works again."""

    def switch(kind: str) -> None:
        form = {"system": "ncalayer", "fault": kind}
        assert signing.request.post(f"{portal.sandbox_url}/faults/", form=form).ok

    yield switch
    switch("ok")


def says(page: Page, words: str):
    expect(page.get_by_role("alert").filter(has_text=words)).to_be_visible(timeout=PATIENCE_MS)


@pytest.mark.rule("R133")
def test_after_cancel_and_a_wrong_storage_the_right_key_signs(signing, press):
    press().get_by_role("button", name="Отмена").click()
    says(signing, "Вы закрыли окно NCALayer")

    window = press()
    window.get_by_label("Где лежит ключ?").select_option(label="Казтокен")
    window.get_by_role("button", name="Подписать").click()
    says(signing, "NCALayer не смог подписать")

    choose_in_ncalayer(press(), key_of(FIRST))
    expect(signing.get_by_text(SIGNED)).to_be_visible()


def test_an_older_ncalayer_signs_too(signing, press, fault):
    fault("no_basics")
    choose_in_ncalayer(press(), key_of(FIRST))

    expect(signing.get_by_text(SIGNED)).to_be_visible()


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (key_of(OTHER), "Это ключ другой организации"),
        (f"employee-{FIRST.iin}-{key_of(FIRST).split('-')[2]}", "ключ сотрудника без права подписи"),
        (key_of(FIRST, "personal"), "Это ваш личный ключ"),
        (key_of(FIRST, "auth"), "только для входа"),
        (key_of(FIRST, "expired"), "Срок действия ключа истёк"),
    ],
    ids=["another organisation", "employee", "personal", "authentication", "expired"],
)
def test_a_wrong_key_is_refused_in_words(signing, press, key, words):
    choose_in_ncalayer(press(), key)

    says(signing, words)
    expect(signing.get_by_role("button", name="Подписать через NCALayer")).to_be_enabled()


@pytest.mark.parametrize(
    ("kind", "words"), [("down", "NCALayer не отвечает"), ("silent", "Этот NCALayer устарел")]
)
def test_without_a_working_ncalayer_the_qr_code_remains(signing, fault, kind, words):
    fault(kind)
    signing.get_by_role("button", name="Подписать через NCALayer").click()

    says(signing, words)
    expect(signing.get_by_role("img", name="QR-код для eGov Business")).to_be_visible()


def test_the_page_is_legible(portal, new_page):
    page = new_page(bypass_csp=True)
    open_signing(page, portal)
    assert_legible(page)

    with page.expect_popup() as window:
        page.get_by_role("button", name="Подписать через NCALayer").click()
    expect(page.get_by_text("Выберите ключ в окне NCALayer")).to_be_visible()
    assert Axe().run(page).response["violations"] == []

    window.value.get_by_role("button", name="Отмена").click()
    says(page, "Вы закрыли окно NCALayer")
    assert Axe().run(page).response["violations"] == []
