from typing import Any

from django.db import connection

from admissions.models import Application, JournalEntry

# One statement, because the queue is locked meanwhile and every other family of the school waits for it.
_ARRIVE = """
    WITH arrived AS (
        UPDATE admissions_application
        SET status = %(status)s, queue_id = %(queue_id)s, number = %(number)s, zone_type = %(zone_type)s,
            received_at = %(received_at)s, clock_starts_at = %(clock_starts_at)s, due_at = %(due_at)s,
            due_derivation = %(due_derivation)s, calendar_version = %(calendar_version)s, version = version + 1
        WHERE id = %(id)s AND status = 'draft' AND version = %(version)s AND saved_at = %(saved_at)s
        RETURNING id
    ), line AS (
        UPDATE admissions_queue SET last_number = %(number)s, last_received_at = %(received_at)s
        FROM arrived WHERE admissions_queue.id = %(queue_id)s
    )
    INSERT INTO admissions_journalentry
        (event, application_id, school_id, person_id, role, at, canonical, commitment)
    SELECT %(event)s, id, %(school_id)s, %(person_id)s, %(role)s, %(at)s, %(canonical)s, %(commitment)s
    FROM arrived
"""
_APPLICATION = (
    "id", "status", "queue_id", "number", "zone_type", "received_at", "clock_starts_at", "due_at",
    "due_derivation", "calendar_version", "version", "saved_at",
)  # fmt: skip
_ENTRY = ("event", "school_id", "person_id", "role", "at", "canonical", "commitment")


def write_arrival(application: Application, entry: JournalEntry) -> bool:
    """
    Write what `Application.submit` changed, the queue's newest number and the journal's entry.

    Called under the lock of the queue. False, and nothing is written, when the draft in the database is
    not the one that was read: somebody sent or changed it meanwhile.
    """
    values = _columns(application, _APPLICATION) | _columns(entry, _ENTRY)
    with connection.cursor() as cursor:
        cursor.execute(_ARRIVE, values)
        has_arrived: bool = cursor.rowcount == 1
    application.version += has_arrived
    return has_arrived


def _columns(row: Application | JournalEntry, names: tuple[str, ...]) -> dict[str, Any]:
    fields = {field.attname: field for field in row._meta.concrete_fields}
    return {name: fields[name].get_db_prep_save(getattr(row, name), connection=connection) for name in names}
