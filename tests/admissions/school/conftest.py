"""A school at noon of a working day, and the people who open its pages."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from oqu.core import clock
from oqu.core.acting import acting
from staff import sessions
from staff.models import Membership, Person, School
from staff.states import Role
from tests import factories as make


@pytest.fixture(autouse=True)
def _noon(db: None) -> Iterator[None]:
    """The clock stands when the manual's own application arrives."""
    with clock.stopped_at(make.NOW):
        yield


@pytest.fixture
def school() -> School:
    return make.school()


@pytest.fixture
def sign_in() -> Callable[..., Client]:
    """A browser of this person in this role; "parent" without a membership."""

    def open_browser(membership: Membership | None = None, person: Person | None = None) -> Client:
        client = Client(headers={"accept-language": "ru"})
        with acting(make.SYSTEM):
            who = person or Person.objects.get(pk=membership.person_id)
        client.force_login(who, backend="staff.backends.EgovBackend")
        session = client.session
        session[sessions.ROLE] = str(membership.pk) if membership else "parent"
        session[sessions.SIGNED_IN_AT] = clock.now().isoformat()
        session.save()
        client.member = membership
        client.actor = make.actor(membership) if membership else None
        return client

    return open_browser


@pytest.fixture
def executor(school, sign_in) -> Client:
    return sign_in(make.member(school, Role.EXECUTOR))


@pytest.fixture
def director(school, sign_in) -> Client:
    return sign_in(make.member(school, Role.DIRECTOR))


@pytest.fixture
def oso(school, sign_in) -> Client:
    return sign_in(make.member(school, Role.OSO_STAFF))


@pytest.fixture
def stranger(sign_in) -> Client:
    """The director of another school."""
    return sign_in(make.member(make.school(), Role.DIRECTOR))
