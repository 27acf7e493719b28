"""Identity numbers for the volume data: valid, of nobody, and not those of the town."""

from datetime import timedelta

from oqu.core.identity import check_digit
from oqu.world.facts import Sex
from oqu.world.numbers import DAYS, FIRST_DAY

# The town's own serials stay below these.
FIRST_SERIAL, LAST_SERIAL = 9_000, 9_999
BLOCKS = 10
PER_BLOCK = (LAST_SERIAL - FIRST_SERIAL + 1) // BLOCKS * DAYS


def block_of(seed: int) -> int:
    """Where the numbers of this seed begin; ten seeds have numbers of their own."""
    return seed % BLOCKS * PER_BLOCK


def identity_number(index: int, sex: Sex) -> str | None:
    """None where no valid number exists; the caller takes the next index."""
    serial, day = divmod(index, DAYS)
    prefix = f"{FIRST_DAY + timedelta(days=day):%y%m%d}{'5' if sex == 'm' else '6'}{FIRST_SERIAL + serial}"
    digit = check_digit(prefix)
    return None if digit is None else f"{prefix}{digit}"
