"""On the opening morning a line is too new for the statistics: the planner takes it for one row."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from admissions import selectors
from admissions.models import ApplicationQuerySet
from admissions.states import Status
from oqu.calendar.selectors import working_days
from oqu.core.acting import acting
from oqu.demo.volume.families import Families
from oqu.demo.volume.schools import Staffed, open_schools
from oqu.demo.volume.seeding import fill
from staff.models import Membership
from staff.states import Role
from tests import factories as make
from tests.database import as_owner

OLD, NEW, PAGE = 500, 300, 50

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def executor():
    """Of a school whose whole line arrived after the tables were last looked at."""
    for seed in (1, 2):
        arrived_at_a_school(seed, OLD)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    new = arrived_at_a_school(3, NEW)
    with acting(make.SYSTEM):
        membership = Membership.objects.get(school=new.school, role=Role.EXECUTOR)
    return make.actor(membership)


def arrived_at_a_school(seed: int, size: int) -> Staffed:
    campaign, families = make.campaign(), Families(seed)
    with acting(make.SYSTEM):
        [staffed] = open_schools(families, seed, 1, since=make.NOW.date())
        days = working_days()
    fill(staffed, size, families, campaign, days, make.NOW, decided=0)
    return staffed


@pytest.mark.parametrize("size", [1, PAGE])
def test_only_what_is_shown_is_joined(executor, size):
    with acting(executor, read_only=True):
        shown = selectors.standing(executor, Status.ON_REVIEW).at_most(size)

        assert len(shown) == size
        assert schools_looked_up(shown.all()) <= size


def test_the_same_question_with_its_joins_looks_at_the_whole_line(executor):
    """The control: without it nobody would know that the planner goes wrong here."""
    with acting(executor, read_only=True):
        joined = selectors.standing(executor, Status.ON_REVIEW)[:PAGE]

        assert schools_looked_up(joined) > PAGE


def schools_looked_up(rows: ApplicationQuerySet) -> int:
    [explained] = json.loads(rows.explain(format="json", analyze=True))
    return sum(
        node["Actual Loops"]
        for node in nodes(explained["Plan"])
        if node.get("Relation Name") == "staff_school"
    )


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for below in plan.get("Plans", []):
        yield from nodes(below)
