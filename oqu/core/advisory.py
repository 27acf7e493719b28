"""Advisory locks of PostgreSQL, for work that at most one process does at a time."""

from django.db import connection


def alone(key: int) -> bool:
    """Whether this transaction has the work to itself; kept until it ends. Never waits."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [key])
        (is_alone,) = cursor.fetchone()
    return bool(is_alone)
