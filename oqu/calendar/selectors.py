"""The calendar as the clock needs it."""

import datetime as dt
import hashlib

from oqu.calendar.models import SpecialDay
from oqu.calendar.working_time import WorkingDays


def working_days() -> WorkingDays:
    """All special days in one query; the version is a fingerprint of exactly these days."""
    rows = list(SpecialDay.objects.order_by("date").values_list("date", "kind"))
    off = frozenset(day for day, kind in rows if kind == SpecialDay.Kind.DAY_OFF)
    worked = frozenset(day for day, kind in rows if kind == SpecialDay.Kind.WORKING_DAY)
    fingerprint = hashlib.sha256("|".join(f"{day}{kind}" for day, kind in rows).encode())
    return WorkingDays(off, worked, fingerprint.hexdigest()[:12])


def name_of(day: dt.date, language: str) -> str:
    """The name of a special day in ru, kk or en, "" for an ordinary one."""
    special = SpecialDay.objects.filter(date=day).first()
    return getattr(special, f"name_{language}", "") if special else ""
