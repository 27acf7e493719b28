"""The history of a limit: who stated what, and when."""

import datetime as dt
from dataclasses import dataclass

from limits.models import ClassLimit, LimitChange
from limits.models.class_limit import Source


@dataclass(frozen=True)
class Statement:
    """`who` is "" for NOBD and for a person of another school; the numbers before are None at the first one."""

    at: dt.datetime
    who: str
    is_from_nobd: bool
    total: int
    total_before: int | None
    class_count: int
    class_count_before: int | None
    used: int


def statements_of(limit: ClassLimit) -> list[Statement]:
    """Newest first."""
    rows = LimitChange.objects.filter(limit=limit).select_related("person")
    return [_statement(row) for row in rows]


def _statement(row: LimitChange) -> Statement:
    return Statement(
        at=row.at,
        who=row.person.full_name if row.person else "",
        is_from_nobd=row.source == Source.NOBD,
        total=row.total,
        total_before=row.total_before,
        class_count=row.class_count,
        class_count_before=row.class_count_before,
        used=row.used,
    )
