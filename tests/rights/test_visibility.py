"""What the selectors show is never more than row-level security would, and neither shows what is foreign."""

import pytest
from django.db.models import Model

from admissions import selectors
from admissions.models import (
    Application,
    Document,
    IssuedDocument,
    JournalEntry,
    Notice,
    Rework,
    Signature,
    SigningSession,
)
from oqu.core.acting import acting
from tests.rights.expected import PEOPLE
from tests.rights.world import World

UNPROCESSED = {"on_review", "on_signing", "on_signing_refusal"}
EVERYTHING = {"draft", *UNPROCESSED, "accepted", "refused", "withdrawn"}
# Of the owner's applications at the school, and of the same at another school: what each person sees.
SEEN = {
    "anonymous": (set(), set()),
    "owner": (EVERYTHING, set()),
    "other": (set(), EVERYTHING),
    "executor": (UNPROCESSED, set()),
    "oso": (set(), set()),
    "both_executor": (UNPROCESSED, set()),
    "both_oso": (set(), set()),
    "director": (EVERYTHING - {"draft"}, set()),
    "foreign": (set(), EVERYTHING - {"draft"}),
    "dismissed": (set(), set()),
    "ministry": (EVERYTHING - {"draft"}, EVERYTHING - {"draft"}),
}
OF_AN_APPLICATION = [Document, IssuedDocument, Signature, SigningSession, Rework, JournalEntry]


@pytest.mark.rule("R42", "R45", "R47", "R156")
@pytest.mark.parametrize("who", PEOPLE)
def test_exactly_these_applications(world: World, who: str):
    with acting(world.people[who].actor, read_only=True):
        shown = set(selectors.visible_to(world.people[who].actor).values_list("pk", flat=True))

    own, foreign = SEEN[who]
    expected = {world.own[one].pk for one in own} | {world.foreign[one].pk for one in foreign}
    assert shown == expected | ({world.on_paper["arrived_on_paper"].pk} if "on_review" in own else set())


@pytest.mark.rule("R49")
@pytest.mark.parametrize("who", PEOPLE)
def test_a_paper_that_is_being_copied_is_its_clerks(world: World, who: str):
    actor = world.people[who].actor
    with acting(actor, read_only=True):
        there = Application.objects.filter(pk=world.on_paper["paper"].pk).exists()
        filled = world.on_paper["paper"] in selectors.filled_by(actor)

    assert (there, filled) == (who == "executor", who == "executor")


@pytest.mark.parametrize("who", PEOPLE)
def test_the_second_wall_is_no_wider(world: World, who: str):
    """Without any filter: an executor's final ones are the only rows that a selector alone keeps back (D13)."""
    actor = world.people[who].actor
    with acting(actor, read_only=True):
        shown = set(selectors.readable_by(actor).values_list("pk", flat=True))
        there = set(Application.objects.values_list("pk", flat=True))

    assert shown <= there
    kept_back = {one.status for one in world.own.values() if one.pk in there - shown}
    assert kept_back == ({"accepted", "refused", "withdrawn"} if "executor" in who else set())
    if who != "ministry":
        theirs = world.foreign if who in {"other", "foreign"} else world.own
        assert there <= {one.pk for one in (*theirs.values(), *world.on_paper.values())}


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("model", OF_AN_APPLICATION, ids=lambda model: model.__name__)
def test_what_hangs_on_an_application(world: World, who: str, model: type[Model]):
    with acting(world.people[who].actor, read_only=True):
        there = set(model.objects.values_list("application_id", flat=True))
        allowed = set(Application.objects.values_list("pk", flat=True))

    assert there <= allowed


@pytest.mark.parametrize("who", PEOPLE)
def test_notices_are_for_their_reader(world: World, who: str):
    me = world.people[who].actor
    with acting(me, read_only=True):
        readers = set(Notice.objects.values_list("recipient_id", flat=True))

    assert readers <= {me.person_id}
    assert bool(readers) is (who in {"owner", "other"})
