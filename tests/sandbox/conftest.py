from urllib.parse import urlencode

import pytest
from django.conf import settings

from oqu import world

CLIENT_ID = settings.EGOV_CLIENT_ID
REDIRECT = "http://testserver/sign-in/callback/"
SCOPE = "user:basic:read user:email:read user:phone:read"

DIRECTOR = next(member for member in world.STAFF if "director" in member.roles)
SCHOOL = next(school for school in world.SCHOOLS if school.code == DIRECTOR.school_code)
PARENT_IIN = world.PARENTS[0]


@pytest.fixture
def authorize(sandbox):
    """The address to which the portal sends a browser; arguments replace parts of the request, None leaves one out."""

    def build(**changes):
        asked = {
            "response_type": "code",
            "client_id": CLIENT_ID,
            "redirect_uri": REDIRECT,
            "state": "st-1",
            "scope": SCOPE,
        } | changes
        query = urlencode({name: value for name, value in asked.items() if value is not None})
        return f"{sandbox.url}/idp/oauth/authorize?{query}"

    return build


@pytest.fixture
def at_code(sandbox, authorize):
    """A visitor before the window «Введите код»."""
    visitor = sandbox.visitor(authorize())
    visitor.choose(PARENT_IIN)
    assert "Введите код" in visitor.page.text
    return visitor


@pytest.fixture
def at_consent(sandbox, at_code):
    """A visitor before the window «Пожалуйста, подтвердите действие»."""
    at_code.enter(sandbox.code_for(at_code.phone))
    assert "Пожалуйста, подтвердите действие" in at_code.page.text
    return at_code
