"""What every test has: the strict harness, a clock that stands still where asked, builders of facts."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db.models.sql.compiler import SQLCompiler

from tests.chromium import chromium
from tests.database import django_db_setup

__all__ = ["chromium", "django_db_setup"]


@pytest.fixture(autouse=True)
def _clean_cache() -> None:
    cache.clear()


@pytest.fixture(autouse=True, scope="session")
def _cache_is_left() -> Iterator[None]:
    """The cache's connections are closed when the tests are over, not whenever Python forgets them."""
    yield
    for pool in cache._cache._pools.values():
        pool.disconnect()


@pytest.fixture(autouse=True)
def _media(settings, tmp_path) -> None:
    """Stored files of one test are gone with it."""
    settings.MEDIA_ROOT = str(tmp_path / "media")


@pytest.fixture(autouse=True, scope="session")
def _locks_name_their_table() -> None:
    """A lock over a join must say which table it locks, or it locks what nobody meant."""
    original = SQLCompiler.as_sql

    def as_sql(self, *args, **kwargs):
        query = self.query
        if query.select_for_update and query.select_related and not query.select_for_update_of:
            message = f"select_for_update over a join without of=: {query.model.__name__}"
            raise AssertionError(message)
        return original(self, *args, **kwargs)

    SQLCompiler.as_sql = as_sql


@pytest.fixture
def same_query_count():
    """
    Assert that a page asks the database as often with many rows as with few:
    `same_query_count(lambda: client.get(url), grow)` calls, grows, calls again.
    """
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def check(act, grow) -> None:
        act()  # what is only asked once a process (content types, calendar) does not count
        with CaptureQueriesContext(connection) as few:
            act()
        grow()
        with CaptureQueriesContext(connection) as many:
            act()
        assert len(many) == len(few), "\n".join(query["sql"][:200] for query in many)

    return check
