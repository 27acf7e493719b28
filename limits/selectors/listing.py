"""The list of «Лимиты классов»: what a person looks for in it, and what it comes to."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from limits.models import ClassLimit
from limits.selectors.seats import LanguageSeats, gauge_of, limits_of
from limits.years import is_past, name_of


@dataclass(frozen=True)
class LimitRow:
    """`is_past`: the year is over and the numbers can only be read (R180)."""

    limit: ClassLimit
    year: str
    gauge: LanguageSeats
    is_past: bool


@dataclass(frozen=True)
class Totals:
    seats: int
    classes: int
    used: int
    over: int


def matching(
    school_id: int, *, on: dt.date, words: str = "", year: int | None = None, language: str = ""
) -> list[LimitRow]:
    """
    The school's limits, the latest year first. Every one of `words` stands in the year or in the language as the
    reader's language calls it (R181). A school has a handful of rows, so they are looked through here.
    """
    rows = [
        LimitRow(limit, name_of(limit.school_year_id), gauge_of(limit), is_past(limit.school_year_id, on=on))
        for limit in limits_of(school_id)
    ]
    wanted = words.casefold().split()

    def fits(row: LimitRow) -> bool:
        text = f"{row.year} {row.gauge.language_label}".casefold()
        return (
            all(word in text for word in wanted)
            and year in (None, row.limit.school_year_id)
            and language in ("", row.limit.language)
        )

    return [row for row in rows if fits(row)]


def totals_of(rows: Iterable[LimitRow]) -> Totals:
    """Of rows of one year; what nobody stated counts as nothing."""
    listed = list(rows)
    return Totals(
        seats=sum(row.limit.total or 0 for row in listed),
        classes=sum(row.limit.class_count or 0 for row in listed),
        used=sum(row.limit.used for row in listed),
        over=sum(row.gauge.seats.over for row in listed if row.limit.total is not None),
    )
