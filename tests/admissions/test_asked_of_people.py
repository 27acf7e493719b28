"""What the services ask of whoever decides, whichever door the press came through."""

import pytest

from admissions import errors, services
from admissions.states import Status, Transport
from oqu.core.acting import Actor, acting
from staff.models import School
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting():
    return make.submitted(make.school(offers_transport=True), transport=Transport.PENDING)


@pytest.mark.rule("R124")
@pytest.mark.parametrize("reason", ["", "too_small"])
def test_a_refusal_has_one_of_the_seven_reasons(waiting, reason):
    with pytest.raises(errors.ReasonRequired):
        services.refuse(uuid=waiting.uuid, reason=reason, by=make.executor(waiting.school), now=make.NOW)

    assert make.status_of(waiting) == Status.ON_REVIEW


@pytest.mark.rule("R139", "R141")
@pytest.mark.parametrize("answer", [None, Transport.PENDING])
def test_an_acceptance_answers_the_wish_for_transport(waiting, answer):
    with pytest.raises(errors.TransportAnswerRequired):
        services.accept(uuid=waiting.uuid, by=make.executor(waiting.school), now=make.NOW, transport=answer)

    assert make.status_of(waiting) == Status.ON_REVIEW


def test_a_school_that_stopped_offering_transport_cannot_promise_it(waiting):
    with acting(make.SYSTEM):
        School.objects.update(offers_transport=False)

    accepted = services.accept(uuid=waiting.uuid, by=make.executor(waiting.school), now=make.NOW)

    assert accepted.transport == Transport.DECLINED


@pytest.mark.rule("R135")
@pytest.mark.parametrize("comment", ["", "  \n"])
def test_a_return_says_why(comment):
    proposed = make.proposed()

    with pytest.raises(errors.CommentRequired):
        services.return_for_rework(
            uuid=proposed.uuid, comment=comment, by=make.director(proposed.school), now=make.NOW
        )

    assert make.status_of(proposed) == Status.ON_SIGNING


def test_a_page_that_is_behind_withdraws_nothing():
    proposed = make.proposed()
    family = Actor.parent(proposed.applicant_id)

    with pytest.raises(errors.PageIsStale):
        services.withdraw(uuid=proposed.uuid, by=family, now=make.NOW, version=proposed.version - 1)

    assert make.status_of(proposed) == Status.ON_SIGNING
