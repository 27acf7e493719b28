"""One cell of the matrix at a time: what it does is undone before the next."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.cache import cache
from django.db import transaction

from tests.rights.expected import PEOPLE


@contextmanager
def alone() -> Iterator[None]:
    cache.clear()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def each() -> Iterator[str]:
    """Every person in turn, alone; a line of the matrix is one test and tells the answers of all of them."""
    for who in PEOPLE:
        with alone():
            yield who
