import datetime as dt

from admissions.models import Notice
from oqu.core.acting import Actor, acting


def mark_notices_read(*, by: Actor, now: dt.datetime) -> int:
    with acting(by):
        return Notice.objects.filter(recipient_id=by.person_id, read_at__isnull=True).update(read_at=now)
