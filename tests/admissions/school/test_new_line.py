"""On the opening morning a line is too new for the statistics, and the planner takes it for one row."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from admissions import selectors
from admissions.states import Status
from oqu.calendar.selectors import working_days
from oqu.core.acting import acting
from oqu.demo.volume.families import Families
from oqu.demo.volume.schools import open_schools
from oqu.demo.volume.seeding import fill
from staff.models import Membership
from staff.states import Role
from tests import factories as make

LINE, PAGE = 300, 50
# For one row no index and no hash is worth its start: such plans the planner then makes.
SPURNED = ["indexscan", "indexonlyscan", "bitmapscan", "hashjoin", "mergejoin", "memoize", "material"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def executor():
    campaign, families = make.campaign(), Families(0)
    with acting(make.SYSTEM):
        [staffed] = open_schools(families, 0, 1, since=make.NOW.date())
        days = working_days()
    fill(staffed, LINE, families, campaign, days, make.NOW, decided=0)
    with acting(make.SYSTEM):
        membership = Membership.objects.get(school=staffed.school, role=Role.EXECUTOR)
    with connection.cursor() as cursor:
        for way in SPURNED:
            cursor.execute(f"SET LOCAL enable_{way} = off")
    return make.actor(membership)


def test_only_what_is_shown_is_joined(executor):
    with acting(executor, read_only=True), CaptureQueriesContext(connection) as asked:
        shown = selectors.standing(executor, Status.ON_REVIEW).first_rows(PAGE)

        assert len(shown) == PAGE
        assert schools_looked_up(asked[-1]["sql"]) == PAGE


def test_the_same_rows_in_one_query_join_the_whole_line(executor):
    """The control: without it nobody would know that the planner goes wrong here."""
    with acting(executor, read_only=True), CaptureQueriesContext(connection) as asked:
        assert len(selectors.standing(executor, Status.ON_REVIEW)[:PAGE]) == PAGE

        assert schools_looked_up(asked[-1]["sql"]) == LINE


def schools_looked_up(sql: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}")
        [[[explained]]] = cursor.fetchall()
    looks = [node for node in nodes(explained["Plan"]) if node.get("Relation Name") == "staff_school"]
    return sum(node["Actual Loops"] for node in looks)


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for below in plan.get("Plans", []):
        yield from nodes(below)
