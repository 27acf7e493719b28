"""What the people of the demo town do with a browser: sign in, fill the form, decide, sign."""

import re
from dataclasses import dataclass
from typing import Literal

from playwright.sync_api import Page, expect

from tests.browser.portal import RunningPortal

PAPERS = ("photo_3x4", "form_065u", "form_052_2u")


@dataclass(frozen=True)
class Somebody:
    """A person of the demo town, by the number they sign in with and the telephone that gets the code."""

    iin: str
    phone: str


def sign_in(
    page: Page, portal: RunningPortal, who: Somebody, method: Literal["QR", "EDS_PERSON"] = "QR"
) -> None:
    """The button, eGov's pages, the code from the telephone, «Разрешить», and back."""
    page.goto(portal.url)
    page.get_by_role("banner").get_by_role("link", name="Войти").click()
    pass_egov(page, portal, who, method)
    expect(page.get_by_role("button", name="Выйти")).to_be_visible()


def pass_egov(
    page: Page, portal: RunningPortal, who: Somebody, method: Literal["QR", "EDS_PERSON"] = "QR"
) -> None:
    """From eGov's window to the portal."""
    if method == "QR":
        page.locator(f'input[name="iin"][value="{who.iin}"]').check()
        page.get_by_role("button", name="Подтвердить вход").click()
    else:
        page.get_by_role("link", name="ЭЦП").click()
        page.locator(f'input[name="key"][value="auth-{who.iin}"]').check()
        page.get_by_role("button", name="Войти с ключом").click()
    expect(page.get_by_label("Введите код")).to_be_visible()
    page.get_by_label("Введите код").fill(code_from(portal, who.phone))
    page.get_by_role("button", name="Войти в систему").click()
    page.get_by_role("button", name="Разрешить").click()


def code_from(portal: RunningPortal, phone: str) -> str:
    newest = next(sms["text"] for sms in portal.sms_of(phone) if sms["sender"] == "1414")
    return re.search(r"\b\d{5}\b", newest)[0]


def sign_with_phone(page: Page, portal: RunningPortal, link: str, key: str) -> str:
    """The director's telephone: opens the address of the QR, signs with the key; returns its last heading."""
    page.goto(f"{portal.sandbox_url}/business/")
    page.get_by_label("Текст QR-кода или ссылка").fill(link)
    page.locator(f'input[name="key"][value="{key}"]').check()
    page.get_by_role("button", name="Открыть документ").click()
    page.get_by_role("button", name="Подписать").click()
    return page.get_by_role("heading", level=1).inner_text()


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
