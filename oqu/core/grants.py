"""
What the application's database role may do: rows, not the schema, and no way around the triggers.

The tables belong to the owner's role, which runs migrations. After each migration the application's
role gets its rights anew, on the tables that are there now: in the portal's database as in a test's.
"""

from django.db.backends.utils import CursorWrapper
from psycopg import sql

GRANTS = (
    "GRANT USAGE ON SCHEMA public TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
    "GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {role}",
    "REVOKE INSERT, UPDATE, DELETE ON TABLE django_migrations FROM {role}",
    "REVOKE INSERT, UPDATE, DELETE ON TABLE audit_auditentry FROM {role}",
    # pgtrigger lets a session name triggers to be skipped; here nobody may, and that is said to the database.
    """
    CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name name) RETURNS boolean
        LANGUAGE sql IMMUTABLE AS 'SELECT false'
    """,
)


def grant_application_role(cursor: CursorWrapper, role: str) -> None:
    """Idempotent; `cursor` belongs to the owner. Row-level security and triggers narrow it further."""
    for grant in GRANTS:
        cursor.execute(sql.SQL(grant).format(role=sql.Identifier(role)))
