"""«Открепить» and its undoing (R90)."""

import datetime as dt
from collections.abc import Collection

from microdistrict.errors import NothingChosen, UndoIsOver
from microdistrict.models import Attachment
from microdistrict.services._attach import check_own
from microdistrict.services._territory_check import check_around
from oqu.core.acting import Actor, acting
from oqu.core.clock import ALMATY
from oqu.core.errors import NotFound

# How long a school may take back what it detached; later it attaches anew, and the gap is part of the history.
UNDO = dt.timedelta(minutes=10)


def detach_addresses(
    *, school_id: int, attachment_ids: Collection[int], by: Actor, now: dt.datetime
) -> list[Attachment]:
    """
    The addresses leave the microdistrict today; those that left already are passed over. The rows that changed.
    Applications that came before keep their type (A26).

    :raises NothingChosen | NotFound: none of them is this school's
    """
    check_own(school_id, by)
    if not attachment_ids:
        raise NothingChosen
    today = now.astimezone(ALMATY).date()
    with acting(by):
        rows = list(
            Attachment.objects.select_for_update(no_key=True)
            .filter(pk__in=attachment_ids, school_id=school_id)
            .order_by("pk")
        )
        if not rows:
            raise NotFound
        left = [row for row in rows if row.ends_on is None]
        for row in left:
            row.ends_on = max(today, row.starts_on)
            row.detached_by_id, row.detached_at = by.person_id, now
        Attachment.objects.bulk_update(left, ["ends_on", "detached_by", "detached_at"])
        check_around(school_id, {row.street_id for row in left}, now=now)
    return left


def restore_addresses(*, school_id: int, detached_at: dt.datetime, by: Actor, now: dt.datetime) -> int:
    """
    Undo one detaching, known by its moment; how many addresses serve again, as if nothing had been.

    :raises UndoIsOver: too late, or they were attached anew meanwhile
    """
    check_own(school_id, by)
    with acting(by):
        rows = list(
            Attachment.objects.select_for_update(no_key=True)
            .filter(school_id=school_id, detached_at=detached_at)
            .order_by("pk")
        )
        streets = {row.street_id for row in rows}
        live = Attachment.objects.live().filter(school_id=school_id, street_id__in=streets)
        again = set(live.values_list("street_id", "building_id"))
        back = [row for row in rows if (row.street_id, row.building_id) not in again]
        if not back or now - detached_at > UNDO:
            raise UndoIsOver
        for row in back:
            row.ends_on = row.detached_by_id = row.detached_at = None
        Attachment.objects.bulk_update(back, ["ends_on", "detached_by", "detached_at"])
        check_around(school_id, streets, now=now)
    return len(back)
