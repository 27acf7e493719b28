"""How many applications of a queue are in each status: counted where they move, never by counting rows."""

import pytest

from admissions import services
from admissions.errors import AlreadyProcessed
from admissions.models import Queue
from admissions.states import COUNTED
from oqu.core.acting import Actor
from tests import factories as make
from tests.admissions.family.signed import signed

pytestmark = pytest.mark.django_db


def counts_at(school) -> dict[str, int]:
    """Without the zeros."""
    queue = Queue.objects.get(school=school)
    return {status: getattr(queue, status) for status in COUNTED if getattr(queue, status)}


@pytest.fixture
def school():
    return make.school()


def test_a_draft_is_not_counted(school):
    make.submitted(school)
    make.draft(school)

    assert counts_at(school) == {"on_review": 1}


def test_a_decision_and_its_return_move_the_counts(school):
    application = make.proposed(school)
    assert counts_at(school) == {"on_signing": 1}

    services.return_for_rework(
        uuid=application.uuid, comment="Нет справки", by=make.director(school), now=make.NOW
    )

    assert counts_at(school) == {"on_review": 1}


def test_every_end_has_a_count(school):
    signed(at=school)
    taken_back = make.submitted(school)
    services.withdraw(uuid=taken_back.uuid, by=Actor.parent(taken_back.applicant_id), now=make.NOW)

    assert counts_at(school) == {"accepted": 1, "withdrawn": 1}


def test_another_school_counts_for_itself(school):
    make.submitted(school)
    elsewhere = make.school()
    make.submitted(elsewhere)

    assert counts_at(elsewhere) == {"on_review": 1}


def test_a_refused_move_counts_nothing(school):
    application = make.submitted(school)
    make.submitted(school)

    with pytest.raises(AlreadyProcessed):
        services.return_for_rework(uuid=application.uuid, comment="", by=make.director(school), now=make.NOW)

    assert counts_at(school) == {"on_review": 2}
