"""A page that was on its way while its session ended: it is asked for again, and nobody reads of a mistake."""

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from staff.states import Role
from tests import factories as make

pytestmark = pytest.mark.django_db

PROFILE = reverse("staff:profile")


@pytest.fixture
def browser(browser_of):
    return browser_of(make.member(make.school(), Role.DIRECTOR))


class SessionEndsMeanwhile:
    """Stands below the sessions: the page has something to keep, and the row is gone by another tab's sign-out."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        request.session["remembered"] = "something"
        Session.objects.all().delete()
        return response


@pytest.fixture
def _ends_meanwhile(settings):
    above = settings.MIDDLEWARE.index("oqu.core.middleware.PatientSessions") + 1
    own = f"{__name__}.{SessionEndsMeanwhile.__name__}"
    settings.MIDDLEWARE = [*settings.MIDDLEWARE[:above], own, *settings.MIDDLEWARE[above:]]


@pytest.mark.usefixtures("_ends_meanwhile")
class TestAPageThatLoads:
    def test_is_asked_for_again(self, browser):
        answer = browser.get(f"{PROFILE}?from=menu")

        assert (answer.status_code, answer["Location"]) == (302, f"{PROFILE}?from=menu")
        assert browser.get(answer["Location"]).url.startswith(reverse("staff:sign-in"))

    def test_a_part_of_a_page_asks_for_the_whole(self, browser):
        answer = browser.get(reverse("core:help"), headers={"HX-Request": "true"})

        assert answer.headers["HX-Refresh"] == "true"

    def test_what_was_refused_stays_refused(self, browser):
        assert browser.get("/organization/staff/nobody/").status_code == 404


def test_another_role_in_another_tab(browser):
    """The key of the session changes; the page of the first tab finds the new one by its cookie."""
    before = browser.cookies["oqu_sid"].value
    browser.post(reverse("staff:switch-role"), {"role": "parent"})

    assert browser.cookies["oqu_sid"].value != before
    assert browser.get(PROFILE).status_code == 200
