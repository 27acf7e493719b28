"""Reading leaves a row, too: whoever opens a child's card or paper can be named later."""

from functools import partial

from django.db import connection, models, transaction

from oqu.core.acting import Actor, acting
from oqu.core.origin import Origin, coming_from, current_origin


def note_read(row: models.Model, *, by: Actor) -> None:
    """
    Note that `by` reads this row. Called inside `acting`, once the row is found to be theirs to see.

    Pages are read in a transaction that cannot write, so the note follows it in a short one of its own;
    when the note cannot be made, what was read is not given out.
    """
    transaction.on_commit(partial(_write, row._meta.db_table, str(row.pk), by, current_origin()))


def _write(table: str, row: str, by: Actor, origin: Origin) -> None:
    with coming_from(origin), acting(by), connection.cursor() as cursor:
        cursor.execute("SELECT audit_read(%s, %s)", [table, row])
