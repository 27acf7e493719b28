"""The unique constraints of a table taken away for a while, to see what only they and the locks prevent."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.db import connection
from psycopg import sql

UNIQUE = """
    SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid), c.conname
    FROM pg_index i LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid AND c.contype = 'u'
    WHERE i.indrelid = %s::regclass AND i.indisunique AND NOT i.indisprimary
"""


@contextmanager
def without_unique(*tables: str) -> Iterator[None]:
    """By the owner, in the test's own database; the rows of the tables are gone afterwards."""
    with _owner() as owner:
        dropped = [(table, *row) for table in tables for row in owner.execute(UNIQUE, [table]).fetchall()]
        for table, index, _, constraint in dropped:
            owner.execute(
                sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}").format(*map(sql.Identifier, (table, constraint)))
                if constraint
                else sql.SQL("DROP INDEX {}").format(sql.Identifier(index))
            )
        try:
            yield
        finally:
            owner.execute("SELECT set_config('oqu.scope', 'system', false)")
            for table in ("staff_consent", *reversed(tables)):
                owner.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))
            for table, _, definition, constraint in dropped:
                owner.execute(definition)
                if constraint:
                    owner.execute(
                        sql.SQL("ALTER TABLE {0} ADD CONSTRAINT {1} UNIQUE USING INDEX {1}").format(
                            *map(sql.Identifier, (table, constraint))
                        )
                    )


@contextmanager
def without_index(name: str) -> Iterator[None]:
    """One unique index taken away; the block leaves rows that it can be made of again."""
    with _owner() as owner:
        [(definition,)] = owner.execute(
            "SELECT indexdef FROM pg_indexes WHERE indexname = %s", [name]
        ).fetchall()
        owner.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
        try:
            yield
        finally:
            owner.execute(definition)


def _owner() -> psycopg.Connection:
    server = urlsplit(os.environ["DATABASE_OWNER_URL"])
    there = urlunsplit(server._replace(path=f"/{connection.settings_dict['NAME']}"))
    return psycopg.connect(there, autocommit=True)
