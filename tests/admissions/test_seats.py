"""A seat is held from «Принять» and freed by a return or a withdrawal (D5, A11)."""

import pytest

from admissions import policies, services
from admissions.states import Status
from limits import services as limits
from limits.models import ClassLimit
from oqu.core.acting import Actor, acting
from tests import factories as make

pytestmark = pytest.mark.django_db


def taken(school):
    row = ClassLimit.objects.get(school=school, language="kk")
    return row.used, row.outside_used


def test_acceptance_holds_a_seat():
    school = make.school()

    make.proposed(school)

    assert taken(school) == (1, 1)


@pytest.mark.rule("R165")
def test_the_signature_asks_for_no_second_seat():
    school = make.school()
    make.limit(school, total=4)
    held = make.proposed(school)
    director = make.director(school)

    with acting(director, read_only=True):
        answer = policies.explain(held, director)

    assert not answer.seat.allowed  # the quarter is used up, by this very application
    assert answer.sign.allowed


@pytest.mark.rule("R164")
def test_refusal_takes_none():
    school = make.school()

    make.proposed(school, refuse=True)

    assert taken(school) == (0, 0)


@pytest.mark.rule("R137")
def test_a_return_frees_it():
    school = make.school()
    application = make.proposed(school)

    services.return_for_rework(
        uuid=application.uuid, comment="Проверьте адрес", by=make.director(school), now=make.NOW
    )

    assert taken(school) == (0, 0)


def test_a_withdrawal_frees_it():
    school = make.school()
    application = make.proposed(school)

    services.withdraw(uuid=application.uuid, by=Actor.parent(application.applicant_id), now=make.NOW)

    assert taken(school) == (0, 0)
    assert make.status_of(application) == Status.WITHDRAWN


@pytest.mark.rule("R127")
def test_an_outsider_beyond_the_quarter_is_not_accepted_and_nothing_moves():
    school = make.school()
    make.limit(school, total=4)
    make.proposed(school)
    second = make.submitted(school)

    with pytest.raises(limits.OutsideSeatsTaken):
        services.accept(uuid=second.uuid, by=make.executor(school), now=make.NOW)

    assert make.status_of(second) == Status.ON_REVIEW
    assert taken(school) == (1, 1)


@pytest.mark.rule("R128")
def test_a_child_of_the_microdistrict_is_accepted_over_the_total():
    school = make.school()
    make.limit(school, total=1, used=1)

    make.proposed(school, in_zone=True)

    assert taken(school) == (2, 0)


@pytest.mark.rule("R157")
def test_without_a_limit_row_a_child_of_the_microdistrict_makes_one():
    school = make.school()
    application = make.submitted(school, in_zone=True)
    with acting(make.SYSTEM):
        ClassLimit.objects.filter(school=school).delete()

    services.accept(uuid=application.uuid, by=make.executor(school), now=make.NOW)

    assert taken(school) == (1, 0)
