"""The campaign is open while the tests run, and no race may end in a deadlock."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from admissions.models import Campaign
from oqu.core import clock
from tests import factories as make
from tests.races import presses


@pytest.fixture(autouse=True)
def campaign(transactional_db: None) -> Campaign:
    """Threads do not inherit a stopped clock, so the campaign is made to be open now."""
    now = clock.now()
    return make.campaign(opens_at=now - dt.timedelta(days=30), closes_at=now + dt.timedelta(days=30))


@pytest.fixture(autouse=True)
def _no_deadlock(transactional_db: None, request: pytest.FixtureRequest) -> Iterator[None]:
    """By the database's own count. A control may deadlock: it shows what happens without the order of locks."""
    before = _deadlocks()
    yield
    if not request.node.get_closest_marker("control"):
        assert _deadlocks() == before


def _deadlocks() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        return cursor.fetchone()[0]


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return presses.make_authority(tmp_path_factory)


@pytest.fixture
def sign(settings, authority: Path) -> presses.Press:
    """The director's telephone, trusted by the portal."""
    settings.SIGNATURE_TRUST_ROOTS_DIR = str(authority / "trust")
    return presses.signing_with(authority)
