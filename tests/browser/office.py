"""What tests of the school's desk share: its people, its list, its cards."""

import re

from playwright.sync_api import Page, expect

from oqu.world.named import DIRECTOR_32, EXECUTOR_32, SECOND_EXECUTOR_32
from tests.browser.people import Somebody
from tests.browser.portal import RunningPortal

EXECUTOR, COLLEAGUE, DIRECTOR = (
    Somebody(human.iin, human.phone) for human in (EXECUTOR_32, SECOND_EXECUTOR_32, DIRECTOR_32)
)
LIST = "/organization/gov-services"


def open_list(page: Page, portal: RunningPortal, view: str = "decide") -> None:
    page.goto(f"{portal.url}{LIST}?view={view}")


def open_next(page: Page, portal: RunningPortal) -> int:
    """The card of the application at the head of the line; its number."""
    open_list(page, portal)
    page.get_by_role("link", name="Взять следующую").click()
    expect(page).to_have_url(re.compile(rf"{LIST}/[0-9a-f-]{{36}}/$"))
    return number_of(page)


def open_card(page: Page, portal: RunningPortal, number: int, view: str) -> None:
    page.goto(f"{portal.url}{LIST}?view={view}&q={number}")
    page.get_by_role("link", name=re.compile(rf"Открыть №\s?{number}\b")).click()
    expect(page).to_have_url(re.compile(rf"{LIST}/[0-9a-f-]{{36}}/$"))


def number_of(page: Page) -> int:
    heading = page.get_by_role("main").get_by_text(re.compile(r"Заявка №\s?\d+")).first.inner_text()
    found = re.search(r"№\s?(\d+)", heading)
    assert found
    return int(found[1])
