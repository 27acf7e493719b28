"""
The test database as production has it: made and migrated by the owner, used by the application's role,
so that row-level security and missing rights are felt by every test.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import environ
import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations
from psycopg import sql

APPEND_ONLY = (
    "audit_auditentry",
    "admissions_journalentry",
    "admissions_issueddocument",
    "admissions_signature",
    "admissions_rework",
    "admissions_escalation",
    "calendar_calendarchange",
    "limits_limitchange",
)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    owner = {key: connection.settings_dict[key] for key in ("USER", "PASSWORD")}
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict.update(
            USER=settings.APPLICATION_ROLE, PASSWORD=settings.APPLICATION_PASSWORD
        )
        DatabaseOperations.execute_sql_flush = _flush_as(owner)  # type: ignore[method-assign]
    yield
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict.update(owner)


def _flush_as(owner: dict[str, str]):
    """Tests with real transactions are cleaned by the owner: the application may not truncate anything."""

    def execute_sql_flush(self, sql_list: list[str]) -> None:
        there = self.connection.settings_dict
        with psycopg.connect(
            dbname=there["NAME"],
            host=there["HOST"],
            port=there["PORT"],
            user=owner["USER"],
            password=owner["PASSWORD"],
        ) as owners:
            for verb in ("DISABLE", "ENABLE"):
                for table in APPEND_ONLY:
                    owners.execute(
                        sql.SQL(f"ALTER TABLE {{}} {verb} TRIGGER USER").format(sql.Identifier(table))
                    )
                if verb == "DISABLE":
                    for statement in sql_list:
                        owners.execute(statement)

    return execute_sql_flush


@contextmanager
def as_owner() -> Iterator[None]:
    """The connection belongs to the owner of the tables meanwhile, whom row-level security does not bind."""
    role = {key: connection.settings_dict[key] for key in ("USER", "PASSWORD")}
    owner = environ.Env().db("DATABASE_OWNER_URL")
    connection.close()
    connection.settings_dict.update({key: owner[key] for key in role})
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(role)
