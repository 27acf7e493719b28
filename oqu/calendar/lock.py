"""
The calendar stands still while a deadline is derived from it, and nobody derives one while it changes.

An arrival holds it from before it reads the days until its commit, together with all other arrivals; a
change waits for them, so every application either arrived by the new calendar or is found by the
recalculation that follows. Taken before every other lock of a transaction.
"""

from django.db import connection

_KEY = 710_564  # any number no other advisory lock has


def hold_calendar() -> None:
    """Until the transaction ends; many may."""
    _lock("SELECT pg_advisory_xact_lock_shared(%s)")


def hold_calendar_to_change_it() -> None:
    """Until the transaction ends; alone. Office hours are part of what stands still."""
    _lock("SELECT pg_advisory_xact_lock(%s)")


def _lock(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, [_KEY])
