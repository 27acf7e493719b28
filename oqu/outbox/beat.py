"""
Celery's beat, of which only one ticks however many are started.

The one that ticks holds an advisory lock in a transaction that stays open, so the lock goes with the
process or its connection, and a pooler between changes nothing. The others look every few seconds.
"""

import logging
from typing import Any

from celery.beat import PersistentScheduler
from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.db.backends.base.base import BaseDatabaseWrapper

logger = logging.getLogger(__name__)

KEY = 710_565  # any number no other advisory lock has
STANDBY_SECONDS = 5.0


class Leadership:
    """One process at a time has it."""

    def __init__(self) -> None:
        self._connection: BaseDatabaseWrapper | None = None

    def has(self) -> bool:
        """Whether it is ours: asked for if it was not, asked about if it was."""
        try:
            if self._connection is None:
                return self._take()
            self._ask(self._connection, "SELECT true")
        except Error:
            logger.warning("beat lost its database and stands by")
            self.give_up()
            return False
        return True

    def give_up(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _take(self) -> bool:
        connection = connections.create_connection(DEFAULT_DB_ALIAS)
        connection.set_autocommit(False)
        if not self._ask(connection, f"SELECT pg_try_advisory_xact_lock({KEY})"):
            connection.close()
            return False
        self._connection = connection
        return True

    @staticmethod
    def _ask(connection: BaseDatabaseWrapper, sql: str) -> bool:
        with connection.cursor() as cursor:
            cursor.execute(sql)
            (answer,) = cursor.fetchone()
        return bool(answer)


class OnlyOneBeat(PersistentScheduler):
    """Named by CELERY_BEAT_SCHEDULER."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.leadership = Leadership()
        super().__init__(*args, **kwargs)

    def tick(self, *args: Any, **kwargs: Any) -> float:
        if not self.leadership.has():
            return STANDBY_SECONDS
        interval: float = super().tick(*args, **kwargs)
        return interval

    def close(self) -> None:
        self.leadership.give_up()
        super().close()
