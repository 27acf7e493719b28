"""A line of thousands costs a school what a line of fifty does: as many queries, hardly more time."""

import time
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from admissions import selectors, services
from oqu.calendar.selectors import working_days
from oqu.core import clock
from oqu.core.acting import acting
from oqu.demo.volume.families import Families
from oqu.demo.volume.schools import open_schools
from oqu.demo.volume.seeding import fill
from staff.models import Membership
from staff.states import Role
from tests import factories as make
from tests.races.racing import times

SHORT, LONG = 50, times(5_000)  # of which none is decided when it begins
AT_MOST = 1.5
LOOKS, TRIES = 25, 4

pytestmark = pytest.mark.django_db


class Office:
    """The executor of a school, at the list, at a card and deciding."""

    def __init__(self, staffed, sign_in) -> None:
        with acting(make.SYSTEM):
            executor = Membership.objects.get(school=staffed.school, role=Role.EXECUTOR)
        self.browser = sign_in(executor)

    def list(self) -> None:
        assert self.browser.get(reverse("admissions:unprocessed"), {"view": "decide"}).context["rows"]

    def start(self) -> None:
        assert self.browser.get(reverse("admissions:start")).status_code == 200

    def card(self) -> None:
        assert self.browser.get(reverse("admissions:card", args=[self.next()])).status_code == 200

    def decide(self) -> None:
        services.refuse(uuid=self.next(), reason="classes_full", by=self.browser.actor, now=clock.now())

    def next(self):
        with acting(self.browser.actor, read_only=True):
            return selectors.next_to_decide(self.browser.actor).uuid


@pytest.fixture
def offices(sign_in) -> tuple[Office, Office]:
    """Of a short and of a long line, in the same town."""
    campaign, families = make.campaign(), Families(0)
    with acting(make.SYSTEM):
        short, long = open_schools(families, 0, 2, since=make.NOW.date())
        days = working_days()
    for staffed, size in ((short, SHORT), (long, LONG)):
        fill(staffed, size, families, campaign, days, make.NOW, decided=0)
    return Office(short, sign_in), Office(long, sign_in)


def test_the_length_of_the_line_is_not_felt(offices):
    """One test, because the long line takes its time to be made."""
    for name in ("start", "list", "card", "decide"):
        short, long = (getattr(office, name) for office in offices)

        assert queries_of(long) == queries_of(short), name
        tries = []
        while len(tries) < TRIES and (not tries or min(tries)[0] > AT_MOST):
            tries.append(compared(short, long))

        ratio, of_short, of_long = min(tries)
        print(
            f"\n{name}: {of_long:.1f} ms at {LONG} applications, {of_short:.1f} ms at {SHORT}: × {ratio:.2f}"
        )
        assert ratio <= AT_MOST, name


def queries_of(act: Callable[[], None]) -> int:
    act()
    with CaptureQueriesContext(connection) as asked:
        act()
    return len(asked)


def compared(short: Callable[[], None], long: Callable[[], None]) -> tuple[float, float, float]:
    """The quickest in milliseconds, by turns, and their ratio: what else the machine does only ever adds."""
    took: dict[Callable[[], None], list[float]] = {short: [], long: []}
    for _ in range(LOOKS):
        for act, moments in took.items():
            began = time.perf_counter()
            act()
            moments.append((time.perf_counter() - began) * 1_000)
    of_short, of_long = (min(moments) for moments in took.values())
    return of_long / of_short, of_short, of_long
