"""Every attack has its own answer, and every answer tells the director what to do."""

from pathlib import Path

import pytest

from oqu.integrations.signature.local import LocalVerifier
from oqu.sandbox.pki.private_keys import ALGORITHMS
from tests.integrations.signature.attacks import ATTACKS, Stage, attacks_with
from tests.integrations.signature.scenes import Scene

EVERY = [(algorithm, name) for algorithm in ALGORITHMS for name in attacks_with(algorithm)]


@pytest.mark.rule("R131", "R46", "R130")
@pytest.mark.parametrize(
    ("algorithm", "name"), EVERY, ids=[f"{name}-{algorithm}" for algorithm, name in EVERY]
)
def test_attack(algorithm: str, name: str, scenes: dict[str, Scene], trust_copy: Path) -> None:
    code, make, _only = ATTACKS[name]
    stage = Stage(scenes[algorithm], trust_copy)
    cms = make(stage)

    verdict = LocalVerifier(stage.trust).verify(cms, stage.document, stage.expect)

    assert (verdict.ok, verdict.code) == (False, code)
    assert verdict.message


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_there_are_many(algorithm: str) -> None:
    assert len(attacks_with(algorithm)) >= 40
    print(f"attacks refused with a named reason, {algorithm}: {len(attacks_with(algorithm))}")
