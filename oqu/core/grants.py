"""
What the application's database role may do: rows, not the schema.

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
)


def grant_application_role(cursor: CursorWrapper, role: str) -> None:
    """Idempotent; `cursor` belongs to the owner. Row-level security and triggers narrow it further."""
    for grant in GRANTS:
        cursor.execute(sql.SQL(grant).format(role=sql.Identifier(role)))
