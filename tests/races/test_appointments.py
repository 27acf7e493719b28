"""Two officers of the ministry appoint a director of one school at the same moment."""

import datetime as dt
import threading

import pytest
from django.db import IntegrityError

from oqu.core.acting import acting
from staff.models import Membership
from staff.states import Role
from tests import factories as make
from tests.admissions.school.pages import text
from tests.ministry.test_admin import signed_in
from tests.ministry.test_directors import appoint, appointed
from tests.races.racing import CLIENTS, at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_is_appointed_and_the_others_read_why_not():
    school = make.school()
    officers = [signed_in(make.person(is_ministry=True), "ministry") for _ in range(CLIENTS)]
    numbers = [make.person().iin for _ in officers]

    answers = at_once(
        [
            lambda officer=officer, iin=iin: appoint(officer, school, iin)
            for officer, iin in zip(officers, numbers, strict=True)
        ]
    )

    assert sorted(answer.status_code for answer in answers) == [200] * (CLIENTS - 1) + [302]
    assert len(appointed()) == 1
    for answer in answers:
        if answer.status_code == 200:
            assert "другой директор" in text(answer)


def test_control_without_the_lock_the_others_meet_the_constraint():
    """Nobody is told anything: the database stops them, and the page would be an error."""
    school = make.school()
    people = [make.person() for _ in range(CLIENTS)]
    looked = threading.Barrier(CLIENTS)

    def appoint_without_lock(person):
        with acting(make.SYSTEM):
            free = not Membership.objects.filter(school=school, role=Role.DIRECTOR).exists()
            looked.wait(timeout=30)
            if free:
                Membership.objects.create(
                    person=person, school=school, role=Role.DIRECTOR, starts_on=dt.date(2026, 5, 1)
                )

    answers = at_once([lambda person=person: appoint_without_lock(person) for person in people])

    assert sum(isinstance(answer, IntegrityError) for answer in answers) == CLIENTS - 1
    assert len(appointed()) == 1
