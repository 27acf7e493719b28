"""The plan of the demo, before anything is stored."""

from collections import Counter
from itertools import chain

from oqu import world
from oqu.demo.people import demo_people
from oqu.demo.plan import PLAN, Fate, families

PEOPLE = {human.iin: human for human in world.people()}


class TestPlan:
    def test_forty_five_applications_with_every_fate(self):
        assert len(PLAN) == 45
        assert {each.fate for each in PLAN} == set(Fate)

    def test_nobody_applies_twice(self):
        found = families()
        assert len({family.child for _, family in found}) == len(found)
        assert len({family.parent for _, family in found}) == len(found)

    def test_each_child_lives_where_the_plan_says(self):
        territories = {school.code: set(school.street_ids) for school in world.SCHOOLS}
        for planned, family in families():
            assert (PEOPLE[family.child].address.street_id in territories[planned.school]) == planned.in_zone

    def test_decided_ones_come_before_waiting_ones_in_every_queue(self):
        for school in world.SCHOOLS:
            queue = [each for each in PLAN if each.school == school.code and each.fate is not Fate.DRAFT]
            assert [each.hours_ago for each in queue] == sorted((e.hours_ago for e in queue), reverse=True)
            waiting = [each.fate in {Fate.WAITS, Fate.WITHDRAWN} for each in queue]
            first = next(place for place, each in enumerate(queue) if each.fate is Fate.WAITS)
            assert all(waiting[first:])

    def test_the_named_parents_children_stay_free_for_whoever_tries_the_portal(self):
        taken = {family.child for _, family in families()}
        for iin in world.PARENTS:
            children = [human for human in world.people() if iin in human.parent_iins]
            assert len(children) == 1 or any(child.iin not in taken for child in children)
        applied = Counter(family.parent in world.PARENTS for _, family in families())
        assert applied[True] == 2


class TestDemoPeople:
    def test_every_role_and_the_keys_that_go_with_it(self):
        people = demo_people()
        assert {role for person in people for role in person.roles} == {
            "director", "executor", "oso", "parent", "ministry",
        }  # fmt: skip
        for person in people:
            assert any(key.startswith("org-") for key in person.keys) == ("director" in person.roles)

    def test_each_stands_once_and_is_of_the_town(self):
        iins = [person.iin for person in demo_people()]
        assert len(set(iins)) == len(iins)
        assert set(iins) <= PEOPLE.keys()

    def test_json_has_the_promised_fields(self):
        fields = {"name", "iin", "roles", "school", "phone", "keys"}
        assert all(person.as_json().keys() == fields for person in demo_people())
        lists = chain.from_iterable((p.as_json()["roles"], p.as_json()["keys"]) for p in demo_people())
        assert all(isinstance(each, list) for each in lists)
