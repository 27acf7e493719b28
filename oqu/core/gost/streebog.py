"""
Streebog-512: the hash GOST R 34.11-2012 of 64 bytes, in the byte order of its standard.

A state of 64 bytes is one integer, least significant byte first. Substitution, transposition and the linear
transformation are one table look-up per byte, done by loops written in C: almost a megabyte a second.
"""

from functools import cache, reduce
from operator import getitem, xor

from oqu.core.gost.constants import PI, A, C

BLOCK = 64
_FULL = (1 << 512) - 1


def streebog512(data: bytes) -> bytes:
    tables = _tables()
    state = count = total = 0
    whole = len(data) - len(data) % BLOCK
    for start in range(0, whole, BLOCK):
        block = int.from_bytes(data[start : start + BLOCK], "little")
        state = _compress(tables, state, count, block)
        count = (count + 8 * BLOCK) & _FULL
        total = (total + block) & _FULL
    rest = data[whole:]
    block = int.from_bytes(rest + b"\x01", "little")
    state = _compress(tables, state, count, block)
    count = (count + 8 * len(rest)) & _FULL
    total = (total + block) & _FULL
    state = _compress(tables, state, 0, count)
    return _compress(tables, state, 0, total).to_bytes(BLOCK, "little")


def _compress(tables: tuple[tuple[int, ...], ...], state: int, count: int, block: int) -> int:
    key = reduce(xor, map(getitem, tables, (state ^ count).to_bytes(BLOCK, "little")))
    inner = block
    for constant in C:
        inner = reduce(xor, map(getitem, tables, (inner ^ key).to_bytes(BLOCK, "little")))
        key = reduce(xor, map(getitem, tables, (key ^ constant).to_bytes(BLOCK, "little")))
    return inner ^ key ^ state ^ block


@cache
def _tables() -> tuple[tuple[int, ...], ...]:
    """For each byte of a state: what each of its 256 values adds to the transformed state."""
    rows = [int.from_bytes(A[at : at + 8]) for at in range(0, len(A), 8)]
    return tuple(
        tuple(_linear(rows, PI[value] << 8 * (place // 8)) << 64 * (place % 8) for value in range(256))
        for place in range(BLOCK)
    )


def _linear(rows: list[int], word: int) -> int:
    return reduce(xor, (row for bit, row in enumerate(rows) if word >> (63 - bit) & 1), 0)
