"""A school with its director, at work in a browser."""

import pytest
from django.test import Client

from oqu.core import clock
from oqu.core.acting import acting
from staff import sessions
from staff.models import Person
from staff.states import Role
from tests import factories as make


@pytest.fixture(autouse=True)
def _in_may():
    with clock.stopped_at(make.NOW):
        yield


@pytest.fixture
def school():
    make.campaign()
    return make.school()


@pytest.fixture
def membership(school):
    return make.member(school, Role.DIRECTOR)


@pytest.fixture
def director(membership):
    return make.actor(membership)


@pytest.fixture
def browser():
    """`browser(membership, "kk")`: a signed-in browser of this employee."""

    def browser(membership, language="ru"):
        with acting(make.SYSTEM):
            person = Person.objects.get(pk=membership.person_id)
        client = Client()
        client.force_login(person, backend="staff.backends.EgovBackend")
        session = client.session
        session[sessions.ROLE] = str(membership.pk)
        session[sessions.SIGNED_IN_AT] = clock.now().isoformat()
        session.save()
        client.cookies["oqu_lang"] = language
        return client

    return browser


@pytest.fixture
def office(membership, browser):
    """The director's browser."""
    return browser(membership)
