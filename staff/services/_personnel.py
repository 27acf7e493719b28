"""The director adds, changes and dismisses the people of the school (R26, R34-R41, R174)."""

import datetime as dt
import logging
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from oqu.core.acting import Actor, acting
from oqu.core.errors import NotFound
from oqu.integrations.population import PopulationRecord, get_population
from staff import personnel
from staff.models import Consent, Membership, Person
from staff.personnel_errors import ConsentNotGiven, RoleNeeded
from staff.services._consent import refresh_consent
from staff.services._director import school_of_director
from staff.services._people import know_citizen
from staff.services._roles import day_of, end_roles, end_sessions
from staff.states import EMPLOYEE_ROLES, ConsentPurpose, ConsentState, Position, Role

logger = logging.getLogger(__name__)


@dataclass(frozen=True, repr=False)
class Work:
    """What the director says of an employee. `phone` is E.164 and kept only if the portal knows none."""

    roles: frozenset[Role]
    position: Position
    phone: str = ""


def record_of_candidate(*, uuid: UUID, by: Actor, now: dt.datetime) -> PopulationRecord:
    """
    What the register tells of somebody who agreed; nothing is told before.

    :raises NotFound | ConsentNotGiven | ConsentUnavailable | PersonNotFound | PopulationUnavailable:
    """
    school_of_director(by)
    consent = refresh_consent(uuid=uuid, by=by, now=now)
    if consent.purpose != ConsentPurpose.STAFF:
        raise NotFound
    if not consent.is_granted:
        raise ConsentNotGiven
    return get_population().person(consent.iin)


def known_phone(iin: str, *, by: Actor) -> str:
    """What the person told eGov, "" for somebody the portal has not met; the director cannot change it."""
    with acting(Actor.system("staff", by.person_id), read_only=True):
        person = Person.objects.with_iin(iin)
    return person.phone if person else ""


def employ(*, uuid: UUID, work: Work, by: Actor, now: dt.datetime) -> Person:
    """
    Make the employee, once however often it is pressed. Locks the request for consent.

    :raises NotFound | ConsentNotGiven | RoleNeeded | PersonNotFound | PopulationUnavailable:
    """
    _check_roles(work)
    record = record_of_candidate(uuid=uuid, by=by, now=now)
    with acting(by):
        consent = Consent.objects.select_for_update().get(uuid=uuid)
        person = know_citizen(record, phone=work.phone, by=by)
        if consent.finished_at:
            return person
        if consent.state != ConsentState.GRANTED:
            raise ConsentNotGiven
        _give(person.pk, work.roles, work.position, by, now)
        consent.finished_at = now
        consent.save(update_fields=["finished_at"])
    logger.info("employee added: person=%s school=%s by=%s", person.pk, by.school_id, by.person_id)
    return person


def change_work(*, person_uuid: UUID, work: Work, by: Actor, now: dt.datetime) -> None:
    """
    Other roles or another position; a role that was taken away ends at once, with the sessions.

    :raises NotFound: nobody of this school's employees
    :raises RoleNeeded:
    """
    _check_roles(work)
    with acting(by):
        held = _held(person_uuid, by, now)
        gone = [each for each in held if each.role not in work.roles]
        end_roles(gone, now)
        person_id = held[0].person_id
        _give(person_id, work.roles, work.position, by, now)
        if gone:
            end_sessions(person_id, by)
    logger.info("employee changed: person=%s school=%s by=%s", person_id, by.school_id, by.person_id)


def dismiss(*, person_uuid: UUID, by: Actor, now: dt.datetime) -> None:
    """
    The last day was yesterday: access and sessions end at once, past decisions keep their author.

    :raises NotFound: nobody of this school's employees
    """
    with acting(by):
        held = _held(person_uuid, by, now)
        end_roles(held, now)
        end_sessions(held[0].person_id, by)
    logger.info(
        "employee dismissed: person=%s school=%s by=%s", held[0].person_id, by.school_id, by.person_id
    )


def _check_roles(work: Work) -> None:
    if not work.roles or not work.roles <= EMPLOYEE_ROLES:
        raise RoleNeeded


def _held(person_uuid: UUID, by: Actor, now: dt.datetime) -> list[Membership]:
    """The employee's roles at this school today, locked; never the director's own."""
    rows = personnel.employee_roles(school_of_director(by), person_uuid, on=day_of(now))
    held = list(rows.select_for_update(of=("self",)).order_by("pk"))
    if not held:
        raise NotFound
    return held


def _give(person_id: int, roles: Collection[Role], position: Position, by: Actor, now: dt.datetime) -> None:
    for role in sorted(roles):
        membership, is_new = Membership.objects.get_or_create(
            person_id=person_id,
            school_id=school_of_director(by),
            role=role,
            ends_on__isnull=True,
            defaults={"starts_on": day_of(now), "position": position},
        )
        if not is_new and membership.position != position:
            membership.position = position
            membership.save(update_fields=["position"])
