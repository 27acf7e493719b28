"""
Every event × where the application is × person: who moves it, and what stops the others.

The table is written by hand, as the manual's people would answer, not derived from the code:

    yes   done: the application moves, or the director is shown the code to sign with
    same  nothing happens twice: the answer is the application as it is
    forb  the role does not allow it
    none  for this person there is no such application
    over  it has moved on: the answer names the status it has now
"""

from uuid import uuid4

import pytest

from admissions import policies, services
from admissions.errors import AlreadyProcessed
from admissions.models import Application
from admissions.states import MOVES, Status
from oqu.core.acting import Actor, acting
from oqu.core.errors import Forbidden, NotFound
from tests import factories as make
from tests.rights.expected import PEOPLE
from tests.rights.world import World

#        where the application is      anon  owner other exec  oso   ex/o  o/ex  dir   dir2  gone  min
TABLE = """
submit   draft                         forb  yes   none  none  forb  none  forb  none  none  none  forb
submit   on_review                     forb  same  none  none  forb  none  forb  none  none  none  forb
submit   on_signing_acceptance         forb  same  none  none  forb  none  forb  none  none  none  forb
submit   on_signing_refusal            forb  same  none  none  forb  none  forb  none  none  none  forb
submit   accepted                      forb  same  none  none  forb  none  forb  none  none  none  forb
submit   refused                       forb  same  none  none  forb  none  forb  none  none  none  forb
submit   withdrawn                     forb  same  none  none  forb  none  forb  none  none  none  forb

accept   draft                         forb  forb  forb  none  forb  none  forb  none  none  forb  forb
accept   on_review                     forb  forb  forb  yes   forb  yes   forb  yes   none  forb  forb
accept   on_signing_acceptance         forb  forb  forb  over  forb  over  forb  over  none  forb  forb
accept   on_signing_refusal            forb  forb  forb  over  forb  over  forb  over  none  forb  forb
accept   accepted                      forb  forb  forb  over  forb  over  forb  over  none  forb  forb
accept   refused                       forb  forb  forb  over  forb  over  forb  over  none  forb  forb
accept   withdrawn                     forb  forb  forb  over  forb  over  forb  over  none  forb  forb

refuse   draft                         forb  forb  forb  none  forb  none  forb  none  none  forb  forb
refuse   on_review                     forb  forb  forb  yes   forb  yes   forb  yes   none  forb  forb
refuse   on_signing_acceptance         forb  forb  forb  over  forb  over  forb  over  none  forb  forb
refuse   on_signing_refusal            forb  forb  forb  over  forb  over  forb  over  none  forb  forb
refuse   accepted                      forb  forb  forb  over  forb  over  forb  over  none  forb  forb
refuse   refused                       forb  forb  forb  over  forb  over  forb  over  none  forb  forb
refuse   withdrawn                     forb  forb  forb  over  forb  over  forb  over  none  forb  forb

return   draft                         forb  forb  forb  forb  forb  forb  forb  none  none  forb  forb
return   on_review                     forb  forb  forb  forb  forb  forb  forb  over  none  forb  forb
return   on_signing_acceptance         forb  forb  forb  forb  forb  forb  forb  yes   none  forb  forb
return   on_signing_refusal            forb  forb  forb  forb  forb  forb  forb  yes   none  forb  forb
return   accepted                      forb  forb  forb  forb  forb  forb  forb  over  none  forb  forb
return   refused                       forb  forb  forb  forb  forb  forb  forb  over  none  forb  forb
return   withdrawn                     forb  forb  forb  forb  forb  forb  forb  over  none  forb  forb

sign     draft                         forb  forb  forb  forb  forb  forb  forb  none  none  forb  forb
sign     on_review                     forb  forb  forb  forb  forb  forb  forb  over  none  forb  forb
sign     on_signing_acceptance         forb  forb  forb  forb  forb  forb  forb  yes   none  forb  forb
sign     on_signing_refusal            forb  forb  forb  forb  forb  forb  forb  yes   none  forb  forb
sign     accepted                      forb  forb  forb  forb  forb  forb  forb  over  none  forb  forb
sign     refused                       forb  forb  forb  forb  forb  forb  forb  over  none  forb  forb
sign     withdrawn                     forb  forb  forb  forb  forb  forb  forb  over  none  forb  forb

withdraw draft                         forb  none  none  forb  forb  forb  forb  forb  forb  none  forb
withdraw on_review                     forb  yes   none  forb  forb  forb  forb  forb  forb  none  forb
withdraw on_signing_acceptance         forb  yes   none  forb  forb  forb  forb  forb  forb  none  forb
withdraw on_signing_refusal            forb  yes   none  forb  forb  forb  forb  forb  forb  none  forb
withdraw accepted                      forb  over  none  forb  forb  forb  forb  forb  forb  none  forb
withdraw refused                       forb  over  none  forb  forb  forb  forb  forb  forb  none  forb
withdraw withdrawn                     forb  over  none  forb  forb  forb  forb  forb  forb  none  forb
"""
# Where a done event leads; signing waits for the telephone.
LEADS_TO = {
    "submit": "on_review", "accept": "on_signing", "refuse": "on_signing", "return": "on_review",
    "sign": "on_signing", "withdraw": "withdrawn",
}  # fmt: skip
PLACES = (
    "draft", "on_review", "on_signing_acceptance", "on_signing_refusal", "accepted", "refused", "withdrawn",
)  # fmt: skip
REFUSALS = {"forb": Forbidden, "none": NotFound, "over": AlreadyProcessed}
ACTS = {
    "submit": lambda one, by: services.submit(uuid=one.uuid, key=uuid4(), by=by),
    "accept": lambda one, by: services.accept(uuid=one.uuid, by=by, now=make.NOW),
    "refuse": lambda one, by: services.refuse(uuid=one.uuid, reason="not_compliant", by=by, now=make.NOW),
    "return": lambda one, by: services.return_for_rework(uuid=one.uuid, comment="?", by=by, now=make.NOW),
    "sign": lambda one, by: services.open_session(uuid=one.uuid, by=by, now=make.NOW),
    "withdraw": lambda one, by: services.withdraw(uuid=one.uuid, by=by, now=make.NOW),
}
EXPLAINED = {
    "accept": "accept", "refuse": "refuse", "return": "return_for_rework", "sign": "sign", "withdraw": "withdraw",
}  # fmt: skip


def rows() -> dict[tuple[str, str], dict[str, str]]:
    found = {}
    for row in filter(str.strip, TABLE.splitlines()):
        event, place, *answers = row.split()
        found[event, place] = dict(zip(PEOPLE, answers, strict=True))
    return found


CELLS = [(event, place, who, answer) for (event, place), row in rows().items() for who, answer in row.items()]


def application_in(world: World, place: str) -> Application:
    return world.own[{"on_signing_acceptance": "on_signing"}.get(place, place)]


@pytest.mark.rule("R44", "R45", "R46", "R47", "R130", "R156", "R160", "R167", "R168", "R174")
@pytest.mark.parametrize(("event", "place", "who", "answer"), CELLS)
def test_cell(world: World, event: str, place: str, who: str, answer: str):
    application, by = application_in(world, place), world.people[who].actor
    before = make.status_of(application)

    if event in EXPLAINED:
        with acting(make.SYSTEM):
            refusal = getattr(policies.explain(application, by), EXPLAINED[event]).refusal
        assert type(refusal) is REFUSALS.get(answer, type(None))
    if answer in REFUSALS:
        with pytest.raises(REFUSALS[answer]):
            ACTS[event](application, by)
    else:
        ACTS[event](application, by)
    assert make.status_of(application) == (LEADS_TO[event] if answer == "yes" else before)


def test_the_table_has_every_cell():
    assert set(rows()) == {(event, place) for event in ACTS for place in PLACES}
    assert {place.split("_acceptance")[0].split("_refusal")[0] for place in PLACES} == set(Status.values)


def test_every_event_is_a_move_that_the_machine_knows():
    """What the table calls an event, the machine calls a move; signing has two, one for each decision."""
    known = {
        "submit": {"submit"}, "accept": {"propose"}, "refuse": {"propose"}, "return": {"send_back"},
        "sign": {"finalise_acceptance", "finalise_refusal"}, "withdraw": {"withdraw"},
    }  # fmt: skip

    assert set(known) == set(ACTS)
    assert set().union(*known.values()) == set(MOVES)


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
