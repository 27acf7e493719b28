"""What the people of the demo town do with a browser: sign in, fill the form, decide, sign."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from playwright.sync_api import Page, expect

from tests.browser.portal import RunningPortal

Method = Literal["QR", "EDS_PERSON", "EDS_ORG", "PASSWORD"]
KEYS = {"EDS_PERSON": "auth-{iin}", "EDS_ORG": "orgauth-{iin}-{bin}"}
PAPERS = ("photo_3x4", "form_065u", "form_052_2u")


@dataclass(frozen=True)
class Somebody:
    """
    A person of the demo town, by the number they sign in with and the telephone that gets the code. `bin` is
    of the organisation whose key they hold, too.
    """

    iin: str
    phone: str
    bin: str = ""


def sign_in(page: Page, portal: RunningPortal, who: Somebody, method: Method = "QR") -> None:
    """The button, eGov's pages, the code from the telephone, «Разрешить», and back."""
    go_to_egov(page, portal)
    pass_egov(page, portal, who, method)
    expect(page.get_by_role("button", name="Выйти")).to_be_visible()


def sign_in_with_key(page: Page, new_page: Callable[[], Page], portal: RunningPortal, who: Somebody) -> None:
    """NCALayer and eGov's page need JavaScript; the portal then goes on without it, where `page` has none."""
    door = new_page()
    sign_in(door, portal, who, "EDS_PERSON")
    page.context.add_cookies(door.context.cookies())
    page.goto(door.url)


def go_to_egov(page: Page, portal: RunningPortal) -> None:
    page.goto(portal.url)
    page.get_by_role("banner").get_by_role("link", name="Войти").click()


def pass_egov(
    page: Page, portal: RunningPortal, who: Somebody, method: Method = "QR", decision: str = "Разрешить"
) -> None:
    """From eGov's window to the portal."""
    say_who(page, who, method)
    expect(page.get_by_label("Введите код")).to_be_visible()
    page.get_by_label("Введите код").fill(code_from(portal, who.phone))
    page.get_by_role("button", name="Войти в систему").click()
    page.get_by_role("button", name=decision).click()


def say_who(page: Page, who: Somebody, method: Method) -> None:
    """One of the three tabs of eGov's window."""
    if method == "QR":
        page.locator(f'input[name="iin"][value="{who.iin}"]').check()
        page.get_by_role("button", name="Подтвердить вход").click()
    elif method == "PASSWORD":
        page.get_by_role("link", name="Логин/пароль").click()
        page.get_by_label("ИИН").fill(who.iin)
        page.get_by_label("Пароль", exact=True).fill(page.locator("code").inner_text())
        page.get_by_role("button", name="Войти", exact=True).click()
    else:
        page.get_by_role("link", name="ЭЦП").click()
        with page.expect_popup() as window:
            page.get_by_role("button", name="Войти с ЭЦП").click()
        choose_in_ncalayer(window.value, KEYS[method].format(iin=who.iin, bin=who.bin))


def answer_511(page: Page, portal: RunningPortal, who: Somebody, text: str = "511") -> None:
    """The newest SMS on this telephone is answered from it."""
    page.goto(f"{portal.sandbox_url}/phone/?number=%2B{who.phone[1:]}")
    page.get_by_label(re.compile("Ответить с номера")).first.fill(text)
    page.get_by_role("button", name="Отправить").first.click()
    expect(page.get_by_text("Вы ответили").first).to_be_visible()


def choose_in_ncalayer(window: Page, key: str) -> None:
    """The person picks this key in NCALayer's window, also one that does not fit, and signs."""
    choice = window.locator(f'input[name="key"][value="{key}"]')
    choice.wait_for(state="attached")
    if not choice.is_visible():
        window.get_by_text("Другие ключи").first.click()
    choice.check()
    window.get_by_role("button", name="Подписать").click()


def code_from(portal: RunningPortal, phone: str) -> str:
    newest = next(sms["text"] for sms in portal.sms_of(phone) if sms["sender"] == "1414")
    return re.search(r"\b\d{5}\b", newest)[0]


def sign_with_phone(page: Page, portal: RunningPortal, link: str, key: str) -> str:
    """The director's telephone: opens the address of the QR, signs with the key; returns its last heading."""
    open_on_phone(page, portal, link, key)
    with page.expect_navigation():
        page.get_by_role("button", name="Подписать").click()
    return page.get_by_role("heading", level=1).inner_text()


def open_on_phone(page: Page, portal: RunningPortal, link: str, key: str) -> None:
    """As far as the telephone shows what is to be signed, or says why not."""
    page.goto(f"{portal.sandbox_url}/business/")
    page.get_by_label("Текст QR-кода или ссылка").fill(link)
    choice = page.locator(f'input[name="key"][value="{key}"]')
    if not choice.is_visible():
        page.get_by_text("Другие ключи").first.click()
    choice.check()
    page.get_by_role("button", name="Открыть документ").click()


def press_accept_anyway(page: Page) -> str:
    """The request that the disabled button would send."""
    form = page.locator('form[action$="/accept/"]')
    fields = {
        name: form.locator(f'input[name="{name}"]').input_value()
        for name in ("csrfmiddlewaretoken", "version")
    }
    action = form.get_attribute("action")
    answer = page.request.post(
        page.url.split("/organization")[0] + action, form=fields, headers={"Referer": page.url}
    )
    return answer.text()
