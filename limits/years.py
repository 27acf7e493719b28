"""School years as people write them, and when one is over."""

import datetime as dt
import re

from limits.errors import YearMisspelt

_WRITTEN = re.compile(r"([0-9]{4})[-–—]([0-9]{4})", re.ASCII)


def name_of(starts_in: int) -> str:
    """2026-2027 for the year that begins in 2026 (R77)."""
    return f"{starts_in}-{starts_in + 1}"


def year_named(name: str) -> int:
    """
    The first calendar year of "2026-2027".

    :raises YearMisspelt: not two years in a row
    """
    found = _WRITTEN.fullmatch(name.strip())
    if found is None or int(found[2]) != int(found[1]) + 1:
        raise YearMisspelt(year=name)
    return int(found[1])


def is_past(starts_in: int, *, on: dt.date) -> bool:
    """Over on the day when the next one begins, 1 September; then its limits can only be read (R180)."""
    return on >= dt.date(starts_in + 1, 9, 1)
