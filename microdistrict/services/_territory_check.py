"""What is wrong with microdistricts, counted each night and after every change, so that a menu can tell it."""

import datetime as dt
from collections.abc import Iterable

from microdistrict.models import Attachment, TerritoryCheck
from microdistrict.selectors.integrity import faults_of
from oqu.core.acting import Actor, acting
from oqu.core.clock import ALMATY
from staff.models import School


def check_territories(*, by: Actor, now: dt.datetime) -> int:
    """All schools that take part, each in a transaction of its own; how many have something to do."""
    with acting(by, read_only=True):
        schools = list(School.objects.filter(is_active=True).order_by("pk").values_list("pk", flat=True))
    to_do = 0
    for school_id in schools:
        with acting(by):
            to_do += bool(check_school(school_id, now=now).to_do)
    return to_do


def check_around(school_id: int, street_ids: Iterable[int], *, now: dt.datetime) -> None:
    """After a change: the school itself and those that have addresses on the same streets."""
    today = now.astimezone(ALMATY).date()
    neighbours = Attachment.objects.serving_on(today).filter(street_id__in=set(street_ids))
    for each in sorted({school_id, *neighbours.values_list("school_id", flat=True)}):
        check_school(each, now=now)


def check_school(school_id: int, *, now: dt.datetime) -> TerritoryCheck:
    faults = faults_of(school_id, now.astimezone(ALMATY).date())
    check, _ = TerritoryCheck.objects.update_or_create(
        school_id=school_id,
        defaults={
            "checked_at": now,
            "obsolete": faults.obsolete_count,
            "outside": len(faults.outside),
            "shared": faults.shared_count,
            "unserved": faults.unserved_count,
        },
    )
    return check
