"""«Сохранить» of one new employee pressed from everywhere at the same moment."""

import pytest

from oqu.core import clock
from oqu.core.acting import acting
from oqu.world.named import MOTHER
from staff import services
from staff.models import Consent, Membership, Person
from staff.states import ConsentState, Position, Role
from tests import factories as make
from tests.races.racing import CLIENTS, SCALE, at_once

pytestmark = pytest.mark.django_db(transaction=True)

WORK = services.Work(frozenset({Role.OSO_STAFF, Role.EXECUTOR}), Position.SECRETARY, "+77071234567")


@pytest.mark.rule("R40")
def test_one_employee_however_often_it_is_pressed(sandbox):
    director = make.director(make.school())
    consent = services.ask_staff_consent(iin=MOTHER.iin, by=director, now=clock.now())
    sandbox.answer_1414(MOTHER.phone)
    presses = max(CLIENTS, int(200 * SCALE))

    def press():
        return services.employ(uuid=consent.uuid, work=WORK, by=director, now=clock.now())

    answers = []
    for _ in range(0, presses, CLIENTS):
        answers += at_once([press] * CLIENTS)

    assert len({answer.pk for answer in answers}) == 1
    with acting(make.SYSTEM):
        assert Person.objects.filter(iin_index=Consent.objects.get().iin_index).count() == 1
        assert sorted(Membership.objects.filter(person=answers[0]).values_list("role", flat=True)) == [
            Role.EXECUTOR,
            Role.OSO_STAFF,
        ]


def test_one_request_however_often_it_is_asked(sandbox):
    director = make.director(make.school())

    answers = at_once(
        [lambda: services.ask_staff_consent(iin=MOTHER.iin, by=director, now=clock.now())] * CLIENTS
    )

    assert {answer.state for answer in answers} == {ConsentState.SMS_SENT}
    assert len({answer.pk for answer in answers}) == 1
