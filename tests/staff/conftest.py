import pytest
from django.test import Client

from oqu.core.acting import acting
from staff import sessions
from tests import factories as make


@pytest.fixture
def browser_of():
    """A browser in which a person acts by this membership, or as a parent."""

    def open_browser(membership=None, person=None) -> Client:
        client = Client()
        with acting(make.SYSTEM):
            client.force_login(person or membership.person, backend="staff.backends.EgovBackend")
        session = client.session
        session[sessions.ROLE] = str(membership.pk) if membership else "parent"
        session.save()
        return client

    return open_browser
