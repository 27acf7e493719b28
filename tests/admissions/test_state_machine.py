"""One table of moves: the state machine obeys it, and so does the database, whoever speaks to it."""

from contextlib import nullcontext

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test import override_settings
from django_fsm import can_proceed

from admissions.management.commands.draw_states import picture
from admissions.models import Application
from admissions.states import COUNTED, FINAL, LABELS_FOR_FAMILY, MOVES, Status
from oqu.core.acting import acting
from tests import factories as make
from tests.database import as_owner
from tests.rights.world import each_status

# Written by hand, from the rules: R46, R122, R123, R133, R136, D10. A row moves to the columns marked with x.
#             draft      on_review  on_signing accepted   refused    withdrawn
MAY_BECOME = """
draft         .          x          .          .          .          .
on_review     .          .          x          .          .          x
on_signing    .          x          .          x          x          x
accepted      .          .          .          .          .          .
refused       .          .          .          .          .          .
withdrawn     .          .          .          .          .          .
"""
STATUSES = ("draft", "on_review", "on_signing", "accepted", "refused", "withdrawn")
PAIRS = [
    (row.split()[0], target, mark == "x")
    for row in MAY_BECOME.strip().splitlines()
    for target, mark in zip(STATUSES, row.split()[1:], strict=True)
    if row.split()[0] != target
]


def test_the_table_of_moves_is_the_rules():
    known = {
        (str(source.value), str(move.target.value)) for move in MOVES.values() for source in move.sources
    }

    assert set(STATUSES) == set(Status.values)
    assert known == {(source, target) for source, target, may in PAIRS if may}


@pytest.mark.rule("R167")
@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("event", MOVES)
def test_which_event_moves_which_status(event, status):
    application = Application(status=status)

    assert can_proceed(getattr(application, event)) is (status in MOVES[event].sources)


def test_the_table_names_every_transition():
    transitions = {(t.name, t.source, t.target) for t in Application().get_all_status_transitions()}

    assert transitions == {
        (name, source, move.target) for name, move in MOVES.items() for source in move.sources
    }


def test_every_status_has_words_for_families():
    assert set(LABELS_FOR_FAMILY) == set(Status)


def test_a_final_status_has_no_way_out():
    assert not any(move.sources & FINAL for move in MOVES.values())


def test_every_status_but_the_draft_is_counted_by_the_queue():
    assert set(COUNTED) == set(Status.values) - {"draft"}


@pytest.fixture(params=["application", "owner"])
def one_in_each_status(request, django_db_setup, django_db_blocker, tmp_path):
    """Made by the services, in a transaction that is rolled back; then the role speaks SQL."""
    role = as_owner() if request.param == "owner" else nullcontext()
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=str(tmp_path)), role, transaction.atomic():
        yield each_status(make.school(), make.person())
        transaction.set_rollback(True)


def move_by_sql(application: Application, status: str) -> str:
    """What the database says to it; "" when it lets it pass."""
    try:
        with acting(make.SYSTEM), connection.cursor() as cursor:
            cursor.execute(
                "UPDATE admissions_application SET status = %s WHERE id = %s", [status, application.pk]
            )
    except DatabaseError as refusal:
        return str(refusal)
    return ""


def test_the_database_knows_the_same_moves_whoever_asks(one_in_each_status):
    """A known move passes the triggers; what it lacks besides (a decision, a signature) is others' concern."""
    stopped = {
        (source, target): "Invalid transition" in answer or "Cannot update" in answer
        for source, target, _may in PAIRS
        if (answer := move_by_sql(one_in_each_status[source], target)) is not None
    }

    assert stopped == {(source, target): not may for source, target, may in PAIRS}


def test_no_session_switches_the_triggers_off(one_in_each_status):
    with acting(make.SYSTEM), connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pgtrigger.ignore', array_agg(tgname)::text, true) FROM pg_trigger"
            " WHERE tgrelid = 'admissions_application'::regclass AND NOT tgisinternal"
        )

        assert "Cannot update" in move_by_sql(one_in_each_status["withdrawn"], "draft")


@pytest.mark.django_db
def test_an_application_cannot_be_born_decided():
    application = make.draft(make.school())

    with (
        pytest.raises(DatabaseError, match="begins as a draft"),
        acting(make.SYSTEM),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            """INSERT INTO admissions_application SELECT (jsonb_populate_record(a, jsonb_build_object(
                   'id', 999999, 'uuid', gen_random_uuid(), 'status', 'accepted'))).*
               FROM admissions_application a WHERE id = %s""",
            [application.pk],
        )


class TestPicture:
    def test_shows_every_move(self):
        drawn = picture()

        for source, target, may in PAIRS:
            assert (f"{source} --> {target}:" in drawn) is may

    def test_in_the_docs_is_the_one_of_the_code(self):
        call_command("draw_states", check=True)

    def test_that_is_not_of_the_code_is_found(self, settings, tmp_path):
        settings.BASE_DIR = tmp_path
        with pytest.raises(CommandError, match="make states"):
            call_command("draw_states", check=True)
        (tmp_path / "docs").mkdir()
        call_command("draw_states")
        call_command("draw_states", check=True)
