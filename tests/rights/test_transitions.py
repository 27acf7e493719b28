"""Every move of an application × status × person, by the services: who moves it, and what stops the others."""

from uuid import uuid4

import pytest

from admissions import services
from admissions.errors import AlreadyProcessed
from admissions.models import Application
from admissions.states import MOVES, Status
from oqu.core.acting import Actor, acting
from oqu.core.errors import Forbidden, NotFound
from tests import factories as make
from tests.rights.expected import PEOPLE
from tests.rights.world import World

# Who may at all; from which statuses stands in `MOVES`. The signature is the director's: the telephone only
# answers the session that is opened here.
MOVERS = {
    "submit": {"owner"},
    "withdraw": {"owner"},
    "propose": {"executor", "both_executor", "director"},
    "send_back": {"director"},
    "finalise_acceptance": {"director"},
    "finalise_refusal": {"director"},
}
# The right role, but not the right application: it is not told that it exists.
STRANGERS = {
    "submit": {"other", "dismissed"},
    "withdraw": {"other", "dismissed"},
    "propose": {"foreign"},
    "send_back": {"foreign"},
    "finalise_acceptance": {"foreign"},
    "finalise_refusal": {"foreign"},
}
ACTS = {
    "submit": lambda one, by: services.submit(uuid=one.uuid, key=uuid4(), by=by),
    "withdraw": lambda one, by: services.withdraw(uuid=one.uuid, by=by, now=make.NOW),
    "propose": lambda one, by: services.accept(uuid=one.uuid, by=by, now=make.NOW),
    "send_back": lambda one, by: services.return_for_rework(uuid=one.uuid, comment="?", by=by, now=make.NOW),
    "finalise_acceptance": lambda one, by: services.open_session(uuid=one.uuid, by=by, now=make.NOW),
    "finalise_refusal": lambda one, by: services.open_session(uuid=one.uuid, by=by, now=make.NOW),
}


def answer_to(event: str, status: str, who: str) -> type[Exception] | None:
    """None: it moves (or, sent twice, is what it was)."""
    if who in STRANGERS[event]:
        return NotFound
    if who not in MOVERS[event]:
        return Forbidden
    if status == Status.DRAFT and event not in {"submit", "withdraw"}:
        return NotFound  # a school does not know of drafts
    if event == "submit" or status in MOVES[event].sources:
        return None
    return NotFound if (event, status) == ("withdraw", Status.DRAFT) else AlreadyProcessed


@pytest.mark.rule("R44", "R45", "R46", "R47", "R160", "R168")
@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("status", [str(status.value) for status in Status])
@pytest.mark.parametrize("event", sorted(MOVES))
def test_move(world: World, event: str, status: str, who: str):
    application, by = world.own[status], world.people[who].actor
    expected = answer_to(event, status, who)

    if expected:
        with pytest.raises(expected):
            ACTS[event](application, by)
        assert make.status_of(application) == status
    else:
        ACTS[event](application, by)
        waits_for_the_telephone = event.startswith("finalise")
        moved = status in MOVES[event].sources and not waits_for_the_telephone
        assert make.status_of(application) == (MOVES[event].target if moved else status)


def test_every_move_is_in_the_table():
    assert set(MOVERS) == set(STRANGERS) == set(ACTS) == set(MOVES)


@pytest.mark.parametrize(
    "who", [who for who in PEOPLE if who not in {"executor", "both_executor", "director"}]
)
def test_nobody_else_moves_a_row_even_without_a_service(world: World, who: str):
    """The second wall: what a forgotten check would let through, the database does not."""
    application, actor = world.own["on_review"], world.people[who].actor
    if who == "owner":
        actor = Actor.public()

    with acting(actor):
        assert Application.objects.filter(pk=application.pk).exists() is (who == "ministry")
        if who != "ministry":
            assert Application.objects.filter(pk=application.pk).update(explanation="x") == 0
