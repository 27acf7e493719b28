"""Moving many applications at once: an update for all rows of a batch, through the same triggers as any other."""

import datetime as dt
import json
from typing import Any

from django.db import connection

_TYPES = {
    "status": "text",
    "queue_id": "bigint",
    "number": "int",
    "zone_type": "text",
    "received_at": "timestamptz",
    "clock_starts_at": "timestamptz",
    "due_at": "timestamptz",
    "due_derivation": "jsonb",
    "calendar_version": "text",
    "decision": "text",
    "decided_at": "timestamptz",
    "decided_by_id": "bigint",
    "refusal_reason": "text",
    "refusal_reason_text": "text",
    "returned_at": "timestamptz",
    "finalised_at": "timestamptz",
    "round": "smallint",
}


def move(rows: list[dict[str, Any]]) -> None:
    """Each row names its `id` and the same columns; each gets a new version. Called inside `acting`."""
    if not rows:
        return
    columns = [name for name in rows[0] if name != "id"]
    given = ", ".join(f"{name} {_TYPES[name]}" for name in columns)
    changes = ", ".join(f"{name} = given.{name}" for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE admissions_application a SET {changes}, version = a.version + 1"  # noqa: S608 our own words
            f" FROM jsonb_to_recordset(%s::jsonb) AS given(id bigint, {given}) WHERE a.id = given.id",
            [json.dumps(rows, default=dt.datetime.isoformat)],
        )
