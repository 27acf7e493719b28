"""What a session remembers beside the person: the role they act in, when they came and were last seen."""

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings

from oqu.core.acting import Actor
from staff import selectors, services
from staff.models import Membership, Person
from staff.sign_in_methods import SignedInBy, refusal_of_ministry, refusal_of_school

if TYPE_CHECKING:
    from django.contrib.sessions.backends.base import SessionBase

ROLE = "role"  # "parent", "ministry" or the id of a membership
SIGNED_IN_AT = "signed_in_at"
SEEN_AT = "seen_at"
SEEN_EVERY = dt.timedelta(minutes=1)
AUTH_METHOD = "auth_method"
ORGANISATION_BIN = "organisation_bin"
STATE = "sign_in_state"
NEXT_PATH = "next_path"  # wanted before the sign-in, while the person chooses a role
CONSENTED = "consented"  # the session knows of the consent; a withdrawal ends every session
WANTED_BEFORE_CONSENT = "wanted_before_consent"


def actor_of(
    person: Person, role: str, *, today: dt.date, how: SignedInBy | None = None
) -> tuple[Actor, Membership | None]:
    """
    Who acts, checked against today's memberships: a role that was removed ends at once (R174).

    `how` is asked again as well: a role that this way of signing in does not open is none. A token of the
    API has no such way.
    """
    if role == "ministry" and person.is_ministry and not (how and refusal_of_ministry(how)):
        return Actor.ministry(person.pk), None
    membership = selectors.membership_of(person.pk, int(role), on=today) if role.isdigit() else None
    if membership and not (how and refusal_of_school(membership, how)):
        return Actor.school(person.pk, membership.school_id, membership.role), membership
    return Actor.parent(person.pk), None


def take_role(session: "SessionBase", person_id: int, role: str, *, now: dt.datetime) -> None:
    """The role to act in from now on; a cabinet remembers who opened it last."""
    session[ROLE] = role
    if role.isdigit():
        method = session.get(AUTH_METHOD)
        services.note_sign_in(membership_id=int(role), person_id=person_id, method=method, now=now)


def signed_in_by(session: "SessionBase") -> SignedInBy:
    return SignedInBy(session.get(AUTH_METHOD), session.get(ORGANISATION_BIN, ""))


def first_role(person: Person, memberships: list[Membership], how: SignedInBy) -> str | None:
    """The role to begin with, of those that open; None when there are several and the person has to choose."""
    roles = [str(each.pk) for each in memberships if refusal_of_school(each, how) is None]
    roles += ["ministry"] if person.is_ministry and refusal_of_ministry(how) is None else []
    if not roles:
        return "parent"
    return roles[0] if len(roles) == 1 else None


def ends_at(session: "SessionBase") -> dt.datetime | None:
    """Half an hour after the last sign of life, twelve hours after sign-in however busy it is."""
    if SIGNED_IN_AT not in session:
        return None
    since = dt.datetime.fromisoformat(session[SIGNED_IN_AT])
    seen = dt.datetime.fromisoformat(session.get(SEEN_AT, session[SIGNED_IN_AT]))
    return min(seen + settings.SESSION_IDLE_AGE, since + settings.SESSION_ABSOLUTE_AGE)


def is_over(session: "SessionBase", *, now: dt.datetime) -> bool:
    end = ends_at(session)
    return end is not None and now >= end


def saw(session: "SessionBase", *, now: dt.datetime) -> None:
    """
    Remember the sign of life; at most once a minute, so that most requests write nothing. A page that
    refreshes a part of itself gives none.
    """
    seen = session.get(SEEN_AT)
    if seen is None or now - dt.datetime.fromisoformat(seen) >= SEEN_EVERY:
        session[SEEN_AT] = now.isoformat()
