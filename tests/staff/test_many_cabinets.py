"""Who works at one school or at fifty: the same number of questions to the database."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from oqu.world.named import DIRECTOR_32
from staff.states import Role
from tests import factories as make
from tests.staff.test_sign_in import local, to_egov

pytestmark = pytest.mark.django_db

MANY = 50
PAGES = ("home", "staff:switch-role", "staff:profile", "staff:list", "staff:organisation", "admissions:start")


@pytest.fixture
def director():
    """One cabinet opens to the telephone; the others, of an executor, are only counted."""
    return make.member(make.school(), Role.DIRECTOR, make.person(iin=DIRECTOR_32.iin))


@pytest.fixture
def person(director):
    return director.person


def hire_everywhere(person) -> None:
    for _ in range(MANY - 1):
        make.member(make.school(), Role.EXECUTOR, person)


def queries_of(act) -> int:
    with CaptureQueriesContext(connection) as asked:
        act()
    return len(asked)


def test_signing_in(sandbox, person):
    def come() -> int:
        client = Client()
        back = local(sandbox.sign_in(to_egov(client), person.iin))
        return queries_of(lambda: client.get(back))

    come()
    with_one = come()
    hire_everywhere(person)

    assert come() == with_one


@pytest.mark.parametrize("page", PAGES)
def test_a_page(browser_of, director, page, same_query_count):
    browser = browser_of(director)

    same_query_count(lambda: browser.get(reverse(page)), lambda: hire_everywhere(director.person))
