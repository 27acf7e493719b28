"""Ending roles and sessions: what dismissal, a changed role and a withdrawn consent have in common."""

import datetime as dt
from collections.abc import Iterable
from uuid import uuid4

from oqu.core.acting import Actor, acting
from oqu.core.clock import ALMATY
from staff.models import Membership, Person

ONE_DAY = dt.timedelta(days=1)


def end_roles(held: Iterable[Membership], now: dt.datetime) -> None:
    """The last day was yesterday, so that access ends with this transaction."""
    for membership in held:
        membership.ends_on = day_of(now) - ONE_DAY
        membership.save(update_fields=["ends_on"])


def end_sessions(person_id: int, by: Actor) -> None:
    """Everywhere, by whatever device."""
    with acting(Actor.system("staff", by.person_id)):
        Person.objects.filter(pk=person_id).update(session_salt=uuid4())


def day_of(now: dt.datetime) -> dt.date:
    return now.astimezone(ALMATY).date()
