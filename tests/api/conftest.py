import pytest
from rest_framework.test import APIClient

from oqu.core import clock
from staff.models import Membership, Person
from staff.services import issue_token
from tests import factories


def token_of(who: Person | Membership) -> APIClient:
    """A program that acts as a parent, or as a person in one role at a school."""
    membership = who if isinstance(who, Membership) else None
    person = membership.person if membership else who
    client = APIClient()
    client.credentials(
        HTTP_AUTHORIZATION=f"Bearer {issue_token(person=person, membership=membership, now=factories.NOW)}"
    )
    return client


@pytest.fixture
def at_noon():
    with clock.stopped_at(factories.NOW):
        yield factories.NOW
