"""Two parents of one child, each with a telephone, press «Отправить» in the same instant: one application, two happy people."""

import re
import time
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from oqu import world
from oqu.demo.plan import families
from tests.browser.looking import assert_legible
from tests.browser.people import Somebody, answer_511, go_to_egov, pass_egov, sign_in
from tests.browser.test_budget import MOST_BYTES, MOST_REQUESTS, cost_of_first_visit
from tests.browser.test_the_way_through import attach_papers

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
STRANGER = Somebody("970506600239", "+77075550023")
SOON_MS = 1_500
NUMBER = re.compile(r"№\s?(\d+)")
JOINED = "Вы присоединились к нему"
ARRIVED = "принято"


def couple() -> tuple[world.Human, list[Somebody]]:
    """A child that starts school and both its parents, of whom the demo tells nothing."""
    people = {human.iin: human for human in world.people()}
    known = {family.child for _, family in families()} | set(world.PARENTS)
    child = next(
        human
        for human in reversed(world.people())
        if len(human.parent_iins) == 2
        and human.address
        and human.born_on.year in {2019, 2020}
        and known.isdisjoint({human.iin, *human.parent_iins, *_siblings(human)})
    )
    return child, [Somebody(people[iin].iin, people[iin].phone) for iin in child.parent_iins]


def _siblings(child: world.Human) -> set[str]:
    return {human.iin for human in world.people() if set(child.parent_iins) & set(human.parent_iins)}


@pytest.mark.rule("R176")
def test_pressing_together(portal, new_page):
    child, parents = couple()
    telephones = [new_page(**PHONE, bypass_csp=True) for _ in parents]
    for page, parent in zip(telephones, parents, strict=True):
        visit_first(page, new_page(), portal, parent)
        fill(page, portal, child)

    at = time.time() * 1000 + SOON_MS
    for page in telephones:
        page.locator('input[name="agreed"]').check()
        page.evaluate(
            "at => { const b = document.querySelector('main form button');"
            " setTimeout(() => b.click(), at - Date.now()); }",
            at,
        )

    for page in telephones:
        page.wait_for_url(re.compile(r"/my/[0-9a-f-]+/\?sent=1$"))
    said = [page.get_by_role("main").inner_text() for page in telephones]
    assert sorted(JOINED in words for words in said) == [False, True]
    assert all(ARRIVED in words or JOINED in words for words in said)
    assert len({page.url for page in telephones}) == 1
    assert len({number_on(page) for page in telephones}) == 1
    for page in telephones:
        assert_legible(page)
    for page in telephones:
        page.goto(f"{portal.url}/my/")
        expect(page.get_by_role("link", name=NUMBER)).to_have_count(1)
        expect(page.get_by_role("link", name=re.compile("^Продолжить"))).to_have_count(0)
        assert_legible(page)

    application = urlsplit(said_address(telephones[0])).path
    sender = said[0].find(JOINED) < 0
    first, second = telephones if sender else reversed(telephones)
    each_may_do(first, second, portal, application)
    nobody_else(new_page(), portal, first, application)
    for page in (first, second):
        is_light(new_page, portal, page, application)


def visit_first(page: Page, phone: Page, portal, parent: Somebody) -> None:
    go_to_egov(page, portal)
    pass_egov(page, portal, parent, "PASSWORD")
    page.get_by_role("button", name="Отправить SMS").click()
    answer_511(phone, portal, parent)
    expect(page.get_by_role("link", name="Новое заявление").first).to_be_visible()


def fill(page: Page, portal, child: world.Human) -> None:
    """To the last page, with the button in sight."""
    page.goto(f"{portal.url}/my/new/")
    page.get_by_label(f"{child.last_name} {child.first_name}").check()
    page.get_by_role("button", name="Продолжить").click()
    page.get_by_label("Школа-лицей № 84").check()
    page.get_by_role("button", name="Продолжить").click()
    page.get_by_label("русский").check()
    page.get_by_label("Контактный номер").fill("8 707 123 45 67")
    page.get_by_role("button", name="Продолжить").click()
    attach_papers(page)
    page.get_by_role("button", name="Продолжить").click()
    expect(page.get_by_role("button", name="Отправить заявление")).to_be_visible()


def number_on(page: Page) -> str:
    return NUMBER.search(page.get_by_role("heading", level=1).inner_text())[1]


def said_address(page: Page) -> str:
    return page.get_by_role("link", name=NUMBER).get_attribute("href")


def each_may_do(first: Page, second: Page, portal, application: str) -> None:
    """Both download; only who sent it may withdraw, after being told what that means."""
    for page in (first, second):
        page.goto(portal.url + application)
        page.get_by_text("Кто открывал документы ребёнка").click()
        expect(page.get_by_text("Пока никто из школы их не открывал.")).to_be_visible()
    expect(second.get_by_text("Отправил второй родитель ребёнка")).to_be_visible()
    expect(second.get_by_role("link", name="Отозвать заявление")).to_have_count(0)
    first.goto(f"{portal.url}{application}withdraw/")
    expect(first.get_by_text("Второй родитель ребёнка узнает об этом.")).to_be_visible()
    assert_legible(first)


def nobody_else(stranger: Page, portal, family: Page, application: str) -> None:
    family.goto(portal.url + application)
    family.get_by_text("Вы отправили", exact=True).click()
    papers = [
        link.get_attribute("href").split("?")[0] for link in family.locator('a[href^="/documents/"]').all()
    ]
    assert len(papers) == 3
    sign_in(stranger, portal, STRANGER)
    uuid = application.split("/")[2]
    private = [application, f"{application}withdraw/", f"{application}notice.pdf", f"{application}check/"]
    for path in [*private, f"/applications/{uuid}/application.pdf", *papers]:
        assert stranger.request.get(portal.url + path).status == 404, path


def is_light(new_page, portal, page: Page, application: str) -> None:
    """Nothing of it is in the browser's cache yet."""
    state = page.context.storage_state()
    for path in ("/my/", application):
        total, requests, hosts = cost_of_first_visit(new_page(storage_state=state), portal.url + path)
        print(f"\n{path[:4]}: {total / 1024:.0f} KB, {requests} requests")
        assert total <= MOST_BYTES
        assert requests <= MOST_REQUESTS
        assert hosts == {urlsplit(portal.url).netloc}
