"""One test authority for the whole run, shared by the parallel workers, and the scene every test plays in."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from oqu.sandbox.pki import make_test_pki
from oqu.sandbox.pki.private_keys import ALGORITHMS
from tests.integrations.signature.scenes import KEYS, Scene


@pytest.fixture(scope="session")
def scenes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Scene]:
    """The same director with a key of either algorithm."""
    base = tmp_path_factory.getbasetemp()
    directory = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "pki"
    now = datetime.now(UTC).replace(microsecond=0)
    make_test_pki(directory, KEYS, now=now)
    return {algorithm: Scene(directory, now, algorithm) for algorithm in ALGORITHMS}


@pytest.fixture(params=ALGORITHMS)
def scene(scenes: dict[str, Scene], request: pytest.FixtureRequest) -> Scene:
    return scenes[request.param]


@pytest.fixture
def trust_copy(scenes: dict[str, Scene], tmp_path: Path) -> Path:
    """A trust folder that a test may spoil."""
    for path in scenes["RSA"].trust.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return tmp_path
