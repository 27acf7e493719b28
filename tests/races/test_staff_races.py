"""«Сохранить» of one new employee pressed from everywhere at the same moment."""

import threading

import pytest
from django.db import IntegrityError

from oqu.core import clock
from oqu.core.acting import acting
from oqu.world.named import MOTHER
from staff import services
from staff.models import Consent, Membership, Person
from staff.states import ConsentState, Position, Role
from tests import factories as make
from tests.races.racing import CLIENTS, Rivals, at_once, times, unlocked
from tests.races.unbound import without_unique

pytestmark = pytest.mark.django_db(transaction=True)

WORK = services.Work(frozenset({Role.OSO_STAFF, Role.EXECUTOR}), Position.SECRETARY, "+77071234567")


@pytest.fixture
def director():
    return make.director(make.school())


@pytest.fixture
def press(director, sandbox):
    """«Сохранить», of somebody who agreed."""
    consent = services.ask_staff_consent(iin=MOTHER.iin, by=director, now=clock.now())
    sandbox.answer_1414(MOTHER.phone)

    def save() -> Person:
        return services.employ(uuid=consent.uuid, work=WORK, by=director, now=clock.now())

    return save


def employees() -> list[tuple[int, str]]:
    with acting(make.SYSTEM):
        index = Consent.objects.get().iin_index
        rows = Membership.objects.filter(person__iin_index=index).order_by("role")
        return list(rows.values_list("person_id", "role"))


@pytest.mark.rule("R40")
def test_one_employee_however_often_it_is_pressed(press):
    answers = []
    with Rivals(CLIENTS) as rivals:
        for _ in range(0, max(CLIENTS, times(200)), CLIENTS):
            answers += rivals.race([press] * CLIENTS)

    person = answers[0].pk
    assert {answer.pk for answer in answers} == {person}
    assert employees() == [(person, Role.EXECUTOR), (person, Role.OSO_STAFF)]


@pytest.mark.control
class TestControl:
    """The same presses while nothing is locked: all of them find the request unused."""

    def press_unlocked(self, press):
        all_have_read = threading.Barrier(CLIENTS)

        def save():
            with unlocked(until_all_have_read=all_have_read, table="staff_consent"):
                return press()

        return at_once([save] * CLIENTS)

    def test_without_the_lock_a_press_fails(self, press):
        answers = self.press_unlocked(press)

        assert any(isinstance(answer, IntegrityError) for answer in answers)

    def test_without_lock_and_constraints_there_are_several_of_one(self, press):
        with without_unique("staff_person", "staff_membership"):
            self.press_unlocked(press)

            assert len(employees()) > 2


def test_one_request_however_often_it_is_asked(director, sandbox):
    answers = at_once(
        [lambda: services.ask_staff_consent(iin=MOTHER.iin, by=director, now=clock.now())] * CLIENTS
    )

    assert {answer.state for answer in answers} == {ConsentState.SMS_SENT}
    assert len({answer.pk for answer in answers}) == 1
