"""One world for the folder, in one transaction that is rolled back; every cell has a savepoint of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings

from oqu.core import clock
from tests import factories as make
from tests.rights.world import World, build

HERE = Path(__file__).parent
NOBODY = "http://127.0.0.1:9"  # the registers are another program's; nobody listens here


@pytest.fixture(scope="package")
def db(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("media")
    with (
        django_db_blocker.unblock(),
        override_settings(
            MEDIA_ROOT=str(folder),
            SHOW_COMPONENTS=False,
            EGOV_BASE_URL=NOBODY,
            POPULATION_URL=NOBODY,
            CONSENT_URL=NOBODY,
            SMS_URL=NOBODY,
            NOBD_URL=NOBODY,
            ADDRESS_REGISTER_URL=NOBODY,
        ),
        clock.stopped_at(make.NOW),
        transaction.atomic(),
    ):
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def world(db: None) -> World:
    return build()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever the order of the run, the tests of this folder stand together: the world is built once."""
    items.sort(key=lambda item: HERE in item.path.parents)


@pytest.fixture(autouse=True)
def _media() -> None:
    """The files are those of the world."""


@pytest.fixture(autouse=True)
def _savepoint(world: World) -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
