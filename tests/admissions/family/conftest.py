"""The demo town in the middle of a campaign, and parents of it with the portal open."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from oqu.core import clock
from oqu.demo import addresses, schools
from oqu.demo.people import person_of
from staff import sessions
from tests import factories as make


@pytest.fixture(autouse=True)
def _noon(db: None) -> Iterator[None]:
    """The clock stands when the manual's own application arrives."""
    with clock.stopped_at(make.NOW):
        yield


@pytest.fixture
def town(sandbox):
    """Schools with seats and territories, a campaign that is open; the register answers."""
    make.campaign()
    opened = schools.open_schools(school_year=make.YEAR, now=make.NOW)
    addresses.take_town()
    addresses.attach_territories(since=make.NOW.date().replace(month=1))
    return opened


@pytest.fixture
def browser_of() -> Callable[..., Client]:
    """A browser of this parent: somebody of the town by IIN, or a person a test has made."""

    def open_browser(who) -> Client:
        person = person_of(who) if isinstance(who, str) else who
        client = Client()
        client.force_login(person, backend="staff.backends.EgovBackend")
        session = client.session
        session[sessions.ROLE] = "parent"
        session.save()
        client.person = person
        return client

    return open_browser


@pytest.fixture
def parent(browser_of) -> Client:
    return browser_of(make.person())


@pytest.fixture
def stranger(browser_of) -> Client:
    return browser_of(make.person())
