"""One table of moves: the state machine obeys it, and so does the database."""

import pytest
from django.db import DatabaseError, connection
from django_fsm import can_proceed

from admissions.models import Application
from admissions.states import FINAL, LABELS_FOR_FAMILY, MOVES, Status
from oqu.core.acting import acting
from tests import factories as make


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


@pytest.mark.django_db
@pytest.mark.parametrize("status", [Status.DRAFT, Status.ACCEPTED, Status.REFUSED])
def test_the_database_refuses_a_move_the_machine_does_not_know(status):
    application = make.submitted()

    with pytest.raises(DatabaseError, match="Invalid transition"), acting(make.SYSTEM):
        Application.objects.filter(pk=application.pk).update(status=status)


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
