"""Who attached and detached what, and when: from the rows themselves, that are never deleted."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from microdistrict.models import Attachment, Street
from staff.models import Person


@dataclass(frozen=True)
class Event:
    """One press of a button on one street. `starts_on` is the day from which it counts."""

    at: dt.datetime
    who: str
    street: Street
    is_attached: bool
    is_whole: bool
    houses: int
    starts_on: dt.date


def history_of(school_id: int, *, limit: int = 100) -> list[Event]:
    """The newest first, in four queries."""
    rows = [*_rows(school_id, "attached", limit), *_rows(school_id, "detached", limit)]
    rows.sort(key=lambda row: row["at"], reverse=True)
    rows = rows[:limit]
    people = Person.objects.in_bulk({row["who"] for row in rows} - {None})
    streets = Street.objects.select_related("settlement").in_bulk({row["street_id"] for row in rows})
    return [
        Event(
            at=row["at"],
            who=people[row["who"]].full_name if row["who"] else "",
            street=streets[row["street_id"]],
            is_attached=row["verb"] == "attached",
            is_whole=bool(row["whole"]),
            houses=row["houses"],
            starts_on=row["day"],
        )
        for row in rows
    ]


def _rows(school_id: int, verb: str, limit: int) -> list[dict[str, Any]]:
    day = "starts_on" if verb == "attached" else "ends_on"
    grouped = (
        Attachment.objects.filter(school_id=school_id, **{f"{verb}_at__isnull": False})
        .values(f"{verb}_at", f"{verb}_by", "street_id", day)
        .annotate(houses=Count("building"), whole=Count("pk", filter=Q(building=None)))
        .order_by(f"-{verb}_at", "street_id")[:limit]
    )
    return [
        {
            "at": row[f"{verb}_at"],
            "who": row[f"{verb}_by"],
            "day": row[day],
            "street_id": row["street_id"],
            "houses": row["houses"],
            "whole": row["whole"],
            "verb": verb,
        }
        for row in grouped
    ]


@dataclass(frozen=True)
class Detached:
    """What a person has just detached and may still bring back."""

    at: dt.datetime
    rows: Sequence[Attachment]


def just_detached(school_id: int, person_id: int, *, since: dt.datetime) -> Detached | None:
    """The person's last detaching after that moment, if the addresses are still away."""
    rows = (
        Attachment.objects.filter(school_id=school_id, detached_by=person_id, detached_at__gte=since)
        .select_related("street", "building")
        .order_by("-detached_at", "street__name_ru", "building__whole", "pk")
    )
    batch: list[Attachment] = []
    for row in rows:
        if batch and row.detached_at != batch[0].detached_at:
            break
        batch.append(row)
    if not batch or batch[0].detached_at is None:
        return None
    return Detached(batch[0].detached_at, batch)


def last_change(school_id: int) -> Event | None:
    return next(iter(history_of(school_id, limit=1)), None)
