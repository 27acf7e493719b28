"""The director keeps what families and deadlines need of the school; its names come from the register."""

import datetime as dt
from dataclasses import asdict, dataclass, replace

from oqu.calendar import followers
from oqu.calendar.followers import Change, Forecast
from oqu.calendar.lock import hold_calendar_to_change_it
from oqu.calendar.selectors import working_days
from oqu.core.acting import Actor, acting
from oqu.core.errors import Forbidden
from staff.errors import ClosesBeforeOpening
from staff.models import School
from staff.office_hours import hours_of
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


def foresee_organisation(*, facts: OrganisationFacts, by: Actor) -> Forecast:
    """What new hours would move. Called inside `acting`."""
    return followers.foresee(_change(facts, School.objects.get(pk=_own_school(by))))


def change_organisation(*, facts: OrganisationFacts, by: Actor, now: dt.datetime) -> Forecast:
    """
    Save the profile of the director's own school. Saved as it was, it is confirmed: the audit remembers who did it.

    Deadlines that are still running follow new hours. Locks the calendar alone, then the school's row.

    :raises Forbidden | ClosesBeforeOpening:
    """
    school_id = _own_school(by)
    if facts.closes_at <= facts.opens_at:
        raise ClosesBeforeOpening
    with acting(by):
        hold_calendar_to_change_it()
        school = School.objects.select_for_update().get(pk=school_id)
        change = _change(facts, school)
        is_new_time = change.hours != hours_of(school)
        told = asdict(facts)
        for name, value in told.items():
            setattr(school, name, value)
        school.save(update_fields=list(told))
        return followers.follow(change, by=by, now=now) if is_new_time else Forecast()


def _change(facts: OrganisationFacts, school: School) -> Change:
    hours = replace(hours_of(school), opens=facts.opens_at, closes=facts.closes_at)
    return Change(days=working_days(), school_id=school.pk, hours=hours)


def _own_school(by: Actor) -> int:
    check_may(by, Action.CHANGE_ORGANISATION)
    if by.school_id is None:
        raise Forbidden
    return by.school_id
