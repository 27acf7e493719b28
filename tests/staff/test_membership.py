"""Who works where: one director at a time, by the database."""

import datetime as dt

import pytest
from django.db import IntegrityError

from oqu.core.acting import Actor, acting
from staff import sessions
from staff.sign_in_methods import SignedInBy
from staff.states import Role
from tests import factories as make

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
TODAY = dt.date(2026, 5, 12)


def test_two_directors_never_act_on_the_same_day():
    school = make.school()
    make.member(school, Role.DIRECTOR, ends_on=TODAY)

    with pytest.raises(IntegrityError, match="one_acting_director"):
        make.member(school, Role.DIRECTOR, starts_on=TODAY)


def test_one_may_follow_the_other():
    school = make.school()
    make.member(school, Role.DIRECTOR, ends_on=TODAY)

    make.member(school, Role.DIRECTOR, starts_on=TODAY + DAY)


def test_a_school_may_have_many_executors():
    school = make.school()
    make.member(school, Role.EXECUTOR)

    make.member(school, Role.EXECUTOR)


def active_role(person, role):
    with acting(Actor.parent(person.pk)):
        return sessions.actor_of(person, role, today=TODAY)


@pytest.mark.rule("R174")
class TestActiveRole:
    def test_is_the_membership_while_it_lasts(self):
        membership = make.member(make.school(), Role.EXECUTOR)

        actor, found = active_role(membership.person, str(membership.pk))

        assert (actor, found) == (make.actor(membership), membership)

    def test_ends_with_the_membership(self):
        membership = make.member(make.school(), Role.EXECUTOR, ends_on=TODAY - DAY)

        actor, found = active_role(membership.person, str(membership.pk))

        assert (actor, found) == (Actor.parent(membership.person_id), None)

    def test_somebody_elses_membership_gives_nothing(self):
        membership, stranger = make.member(make.school(), Role.DIRECTOR), make.person()

        actor, _ = active_role(stranger, str(membership.pk))

        assert actor == Actor.parent(stranger.pk)

    def test_the_ministry_is_not_a_word_in_a_session(self):
        person = make.person()

        actor, _ = active_role(person, "ministry")

        assert actor.scope == "parent"


@pytest.mark.rule("R51", "R95")
def test_several_roles_ask_for_a_choice():
    person = make.person()
    memberships = [
        make.member(make.school(), Role.EXECUTOR, person),
        make.member(make.school(), Role.OSO_STAFF, person),
    ]

    by_key = SignedInBy("EDS_PERSON")
    assert sessions.first_role(person, memberships, by_key) is None
    assert sessions.first_role(person, memberships[:1], by_key) == str(memberships[0].pk)
    assert sessions.first_role(person, [], by_key) == "parent"
