"""
Rivals: threads with database connections of their own, that start in the same instant; and the switch that
takes their locks away, for the controls. The switch rewrites what this test process sends to the database:
the portal itself has none.
"""

import os
import re
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Self

from django.core.cache import caches
from django.db import connection

SCALE = float(os.environ.get("OQU_SCALE", "0.1"))
CLIENTS = 8
SECONDS = 60

_LOCK = re.compile(r" FOR (?:NO KEY )?UPDATE(?: OF [\w\", ]+)?", re.IGNORECASE)

Job = Callable[[], object]


def times(full: int) -> int:
    """A named count at the present scale: whole in `make verify`, a tenth in `make test`."""
    return max(1, round(full * SCALE))


class Rivals:
    """So many threads, each with a connection that it keeps from race to race."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._threads = ThreadPoolExecutor(size)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.race([leave] * self._size)
        self._threads.shutdown()

    def race(self, jobs: list[Job]) -> list[object]:
        """The answers in the order of the jobs; refusals come back as values."""
        start = threading.Barrier(len(jobs))

        def run(job: Job) -> object:
            try:
                start.wait(SECONDS)
                return job()
            except Exception as refusal:
                return refusal

        return list(self._threads.map(run, jobs))


def at_once(jobs: list[Job]) -> list[object]:
    """One race."""
    with Rivals(len(jobs)) as rivals:
        return rivals.race(jobs)


@contextmanager
def arriving_together(meeting: threading.Barrier) -> Iterator[None]:
    """This thread waits before the first lock it asks for, until every rival stands before theirs."""
    waiting = True

    def wait(execute, sql, params, many, context):
        nonlocal waiting
        if waiting and _LOCK.search(sql):
            waiting = False
            meeting.wait(SECONDS)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(wait):
        yield


@contextmanager
def unlocked(*, until_all_have_read: threading.Barrier, table: str) -> Iterator[None]:
    """
    In this thread no row is locked any more, and the first read of a row of `table` that should have locked
    it waits until every rival has read too: what the lock prevents happens now, each time.
    """
    waiting = True

    def strip(execute, sql, params, many, context):
        nonlocal waiting
        without = _LOCK.sub("", sql)
        answer = execute(without, params, many, context)
        if waiting and without != sql and f'FROM "{table}"' in sql:
            waiting = False
            until_all_have_read.wait(SECONDS)
        return answer

    with connection.execute_wrapper(strip):
        yield


def leave() -> None:
    """What a thread opened is closed by the same thread."""
    connection.close()
    for cache in caches.all(initialized_only=True):
        for pool in cache._cache._pools.values():
            pool.disconnect()
