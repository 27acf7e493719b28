"""One test authority for the whole run, shared by the parallel workers, and the scene every test plays in."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from oqu.sandbox.pki import make_test_pki
from tests.integrations.signature.scenes import KEYS, Scene


@pytest.fixture(scope="session")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    base = tmp_path_factory.getbasetemp()
    directory = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "pki"
    now = datetime.now(UTC).replace(microsecond=0)
    make_test_pki(directory, KEYS, now=now)
    return Scene(directory, now)


@pytest.fixture
def trust_copy(scene: Scene, tmp_path: Path) -> Path:
    """A trust folder that a test may spoil."""
    for path in scene.trust.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return tmp_path


@pytest.fixture
def refusal_code(scene: Scene) -> Callable[..., str]:
    """The code of the refusal; fails when the signature was accepted."""

    def code_of(cms: bytes, **kwargs: object) -> str:
        verdict = scene.verify(cms, **kwargs)  # type: ignore[arg-type]
        assert not verdict.ok
        assert verdict.message
        return verdict.code

    return code_of
