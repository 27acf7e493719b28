"""Byte by byte: whatever is changed in a signature, it is refused by a named reason and nothing breaks."""

import os
import random

from oqu.integrations.signature.local import LocalVerifier
from tests.integrations.signature.scenes import DOCUMENT, Scene

STEP = max(1, round(1 / float(os.environ.get("OQU_SCALE", "0.1"))))
SEED = 20261121


def test_every_byte_flipped(scene: Scene) -> None:
    """OQU_SCALE=1 takes every byte and every way to invert a byte's ends."""
    signature = scene.sign()
    verifier = LocalVerifier(scene.trust)
    assert verifier.verify(signature, DOCUMENT, scene.expect).ok

    codes: dict[str, int] = {}
    for position in range(0, len(signature), STEP):
        for mask in (0xFF, 0x01, 0x20, 0x80):
            mutant = bytearray(signature)
            mutant[position] ^= mask
            verdict = verifier.verify(bytes(mutant), DOCUMENT, scene.expect)
            assert not verdict.ok, f"byte {position} xor {mask:#x} accepted"
            assert verdict.code != "signature.not_checked", f"byte {position} xor {mask:#x} broke the check"
            codes[verdict.code] = codes.get(verdict.code, 0) + 1
    assert len(codes) > 3, codes  # the mutants reached different depths of the check


def test_random_damage(scene: Scene) -> None:
    signature = scene.sign()
    verifier = LocalVerifier(scene.trust)
    dice = random.Random(SEED)  # noqa: S311
    for _round in range(6000 // STEP):
        mutant = bytearray(signature)
        for _bit in range(dice.randint(2, 8)):
            mutant[dice.randrange(len(mutant))] ^= 1 << dice.randrange(8)
        if dice.random() < 0.3:
            start = dice.randrange(len(mutant))
            del mutant[start : start + dice.randint(1, 200)]
        if bytes(mutant) == signature:
            continue
        verdict = verifier.verify(bytes(mutant), DOCUMENT, scene.expect)
        assert not verdict.ok
        assert verdict.code != "signature.not_checked"
