"""Writing a statement of seats: the row, its version, its history. The caller holds the row's lock."""

import datetime as dt

from limits.models import ClassLimit, LimitChange
from limits.models.class_limit import Source
from limits.policies import check_can_have_total
from limits.services._told import Told
from oqu.audit.commitments import committed
from oqu.core.acting import Actor

STATED = ("total", "class_count", "version", "source", "stated_at")


def is_stated_as(limit: ClassLimit, told: Told) -> bool:
    return (limit.total, limit.class_count) == (told.total, told.class_count)


def write(limit: ClassLimit, told: Told, *, source: Source, by: Actor, now: dt.datetime) -> None:
    """:raises BelowTaken:"""
    change = state(limit, told, source=source, by=by, now=now)
    limit.save(update_fields=STATED)
    change.save()


def state(limit: ClassLimit, told: Told, *, source: Source, by: Actor, now: dt.datetime) -> LimitChange:
    """
    Change the row and tell its history, both unsaved.

    :raises BelowTaken: and nothing is changed
    """
    check_can_have_total(limit.seats, told.total)
    facts = {
        "total_before": limit.total,
        "total": told.total,
        "class_count_before": limit.class_count,
        "class_count": told.class_count,
        "used": limit.used,
        "outside_used": limit.outside_used,
    }
    limit.total, limit.class_count = told.total, told.class_count
    limit.version += 1
    limit.source, limit.stated_at = source, now
    canonical, commitment = committed(
        {
            "event": "limit_changed",
            "school": limit.school_id,
            "school_year": limit.school_year_id,
            "grade": limit.grade,
            "language": limit.language,
            "policy": f"{limit.policy_name} {limit.policy_version}",
            "source": source.value,
            "at": now.astimezone(dt.UTC).isoformat(),
            "role": by.role or by.scope,
            **facts,
        }
    )
    return LimitChange(
        limit=limit,
        school_id=limit.school_id,
        person_id=by.person_id,
        source=source,
        at=now,
        canonical=canonical,
        commitment=commitment,
        **facts,
    )
