"""What a session remembers beside the person: the role they act in and when they came."""

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings

from oqu.core.acting import Actor
from staff import selectors
from staff.models import Membership, Person

if TYPE_CHECKING:
    from django.contrib.sessions.backends.base import SessionBase

ROLE = "role"  # "parent", "ministry" or the id of a membership
SIGNED_IN_AT = "signed_in_at"
AUTH_METHOD = "auth_method"
STATE = "sign_in_state"


def actor_of(person: Person, role: str, *, today: dt.date) -> tuple[Actor, Membership | None]:
    """Who acts, checked against today's memberships: a role that was removed ends at once (R174)."""
    if role == "ministry" and person.is_ministry:
        return Actor.ministry(person.pk), None
    if role.isdigit() and (membership := selectors.membership_of(person.pk, int(role), on=today)):
        return Actor.school(person.pk, membership.school_id, membership.role), membership
    return Actor.parent(person.pk), None


def first_role(person: Person, memberships: list[Membership]) -> str | None:
    """The role to begin with; None when there are several and the person has to choose."""
    roles = [str(membership.pk) for membership in memberships]
    roles += ["ministry"] if person.is_ministry else []
    if not roles:
        return "parent"
    return roles[0] if len(roles) == 1 else None


def is_too_old(session: "SessionBase", *, now: dt.datetime) -> bool:
    """Twelve hours after sign-in a session ends however busy it is."""
    since = session.get(SIGNED_IN_AT)
    return since is not None and now - dt.datetime.fromisoformat(since) > settings.SESSION_ABSOLUTE_AGE
