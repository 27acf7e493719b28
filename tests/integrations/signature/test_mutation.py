"""Byte by byte: whatever is changed in a signature, it is refused by a named reason and nothing breaks."""

import os
import random
from collections import Counter

import pytest

from oqu.integrations.signature.local import LocalVerifier
from tests.integrations.signature.scenes import DOCUMENT, Scene

STEP = max(1, round(1 / float(os.environ.get("OQU_SCALE", "0.1"))))
SEED = 20261121
MASKS = (0xFF, 0x01, 0x20, 0x80)


def refuse(scene: Scene, mutant: bytes, what: str) -> str:
    verdict = LocalVerifier(scene.trust).verify(mutant, DOCUMENT, scene.expect)
    assert not verdict.ok, f"{what} accepted"
    assert verdict.code != "signature.not_checked", f"{what} broke the check"
    return verdict.code


@pytest.mark.parametrize("is_attached", [False, True], ids=["detached", "attached"])
def test_every_byte_flipped(scene: Scene, is_attached: bool) -> None:
    """OQU_SCALE=1 takes every byte; the way it is changed goes round."""
    assert len(DOCUMENT) <= 200
    signature = scene.sign(is_attached=is_attached)
    assert scene.verify(signature).ok

    codes: Counter[str] = Counter()
    for count, position in enumerate(range(0, len(signature), STEP)):
        mutant = bytearray(signature)
        mutant[position] ^= MASKS[count % len(MASKS)]
        codes[refuse(scene, bytes(mutant), f"byte {position}")] += 1

    assert len(codes) > 3, codes  # the mutants reached different depths of the check
    form = "attached" if is_attached else "detached"
    print(f"bytes flipped, {scene.algorithm} {form}: {codes.total()}, 0 accepted, 0 crashes; {dict(codes)}")


def test_random_damage(scene: Scene) -> None:
    signature = scene.sign()
    dice = random.Random(SEED)  # noqa: S311
    for number in range(1000 // STEP):
        mutant = bytearray(signature)
        for _bit in range(dice.randint(2, 8)):
            mutant[dice.randrange(len(mutant))] ^= 1 << dice.randrange(8)
        if dice.random() < 0.3:
            start = dice.randrange(len(mutant))
            del mutant[start : start + dice.randint(1, 200)]
        if bytes(mutant) != signature:
            refuse(scene, bytes(mutant), f"damage {number}")
