"""The director keeps what families and deadlines need of the school; its names come from the register."""

import datetime as dt
from dataclasses import asdict, dataclass

from oqu.core.acting import Actor, acting
from oqu.core.errors import Forbidden
from staff.errors import ClosesBeforeOpening
from staff.models import School
from staff.permissions import Action, check_may


@dataclass(frozen=True)
class OrganisationFacts:
    """`phone` is E.164. Office hours are Almaty clock times of every working day."""

    address_ru: str
    address_kk: str
    phone: str
    opens_at: dt.time
    closes_at: dt.time
    offers_transport: bool


def change_organisation(*, facts: OrganisationFacts, by: Actor) -> School:
    """
    Save the profile of the director's own school. Saved as it was, it is confirmed: the audit remembers who did it.

    New hours count for applications that arrive from now on. Locks the school's row.

    :raises Forbidden | ClosesBeforeOpening:
    """
    check_may(by, Action.CHANGE_ORGANISATION)
    if by.school_id is None:
        raise Forbidden
    if facts.closes_at <= facts.opens_at:
        raise ClosesBeforeOpening
    with acting(by):
        school = School.objects.select_for_update().get(pk=by.school_id)
        told = asdict(facts)
        for name, value in told.items():
            setattr(school, name, value)
        school.save(update_fields=list(told))
    return school
