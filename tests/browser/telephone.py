"""A family with a telephone in the hand: its size, its thumb that is counted, and families nobody has used."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import httpx
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from oqu import world
from oqu.demo.plan import families
from tests.browser.people import PAPERS, Somebody, go_to_egov, pass_egov
from tests.browser.portal import RunningPortal
from tests.factories import picture

TELEPHONE = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}
SMALLEST_TARGET = 44


@dataclass
class Thumb:
    """Taps and counts; whatever it taps must be large enough for it."""

    page: Page
    taps: int = 0

    def tap(self, target: Locator) -> None:
        target.scroll_into_view_if_needed()
        assert _height_of(target) >= SMALLEST_TARGET, target
        target.tap()
        self.taps += 1

    def press(self, button: str) -> None:
        self.tap(self.page.get_by_role("button", name=button, exact=True))

    def type(self, field: str, words: str) -> None:
        """Typing is not counted, the tap into the field is."""
        target = self.page.get_by_label(field)
        self.tap(target)
        target.fill(words)


def _height_of(target: Locator) -> float:
    """Of a tick or a radio button its whole label takes the tap."""
    label = target.locator("xpath=ancestor::label[1]")
    box = (label if label.count() else target).bounding_box()
    assert box is not None
    return box["height"]


@dataclass(frozen=True)
class Family:
    """A parent, the only child, and the house both are registered in."""

    parent: Somebody
    child: world.Human
    street: str
    house: str


def quiet_family(place: int) -> Family:
    """
    One of those whose only own school is 32, have not applied and play no other part: the first,
    the second … so that no test meets the application of another.
    """
    return next(islice(_quiet_families(), place, None))


def _quiet_families() -> Iterator[Family]:
    busy = set(world.PARENTS) | {iin for _, family in families() for iin in (family.parent, family.child)}
    people = {human.iin: human for human in world.people()}
    streets_of = {school.code: set(school.street_ids) for school in world.SCHOOLS}
    served = streets_of["032"] - streets_of["084"] - streets_of["012"]
    streets = {street.id: street for street in world.STREETS}
    for child in world.people():
        if not child.parent_iins or not 2019 <= child.born_on.year <= 2020:
            continue
        parent = people[child.parent_iins[0]]
        children = [human for human in people.values() if parent.iin in human.parent_iins]
        is_served = child.address is not None and child.address.street_id in served
        if (
            is_served
            and parent.phone
            and len(children) == 1
            and busy.isdisjoint({child.iin, *child.parent_iins})
        ):
            busy |= {*child.parent_iins}
            street = streets[child.address.street_id]
            number = next(each.number for each in street.houses if each.rca == child.address.building_rca)
            yield Family(Somebody(parent.iin, parent.phone), child, street.name_ru, number)


def sign_in_by_password(page: Page, portal: RunningPortal, who: Somebody) -> None:
    """By eGov; at the first visit 511 answers the SMS from 1414."""
    go_to_egov(page, portal)
    pass_egov(page, portal, who, "PASSWORD")
    home = page.get_by_role("heading", name="Мои заявления")
    ask = page.get_by_role("button", name="Отправить SMS")
    expect(home.or_(ask)).to_be_visible()
    if home.count():
        return
    ask.click()
    expect(page.get_by_role("link", name="Проверить сейчас")).to_be_visible()
    newest = next(sms["id"] for sms in portal.sms_of(who.phone) if sms["awaits_reply"])
    answer = {"number": who.phone, "text": "511"}
    httpx.post(f"{portal.sandbox_url}/phone/messages/{newest}/reply/", data=answer)
    page.goto(f"{portal.url}/my/")
    check = page.get_by_role("link", name="Проверить сейчас")
    expect(home.or_(check)).to_be_visible()
    if check.count():
        check.click()
    expect(home).to_be_visible()


def on_step(page: Page, number: int) -> None:
    expect(page.get_by_text(f"Шаг {number} из 5")).to_be_visible()


def attach(page: Page, *kinds: str, noise: bool = False) -> None:
    """Photographs from the telephone; with `noise` one that stays heavy however it is packed."""
    for kind in kinds or PAPERS:
        paper = _noise() if noise else picture(f"{kind}.jpg", (600, 800)).read()
        page.locator(f'input[name="{kind}"]').set_input_files(
            {"name": f"{kind}.jpg", "mimeType": "image/jpeg", "buffer": paper}
        )


def _noise() -> bytes:
    out = io.BytesIO()
    Image.effect_noise((1200, 1600), 80).save(out, "JPEG", quality=60)
    return out.getvalue()


def expect_kept(page: Page, count: int) -> None:
    expect(page.get_by_text("Загружено", exact=True)).to_have_count(count, timeout=20_000)
