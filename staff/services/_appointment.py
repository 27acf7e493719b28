"""The ministry appoints directors, one acting at a time (administration of schools)."""

import datetime as dt

from oqu.core.identity import is_valid_iin
from oqu.integrations.population import PopulationRecord, get_population
from staff.errors import AnotherDirector
from staff.models import Membership, School
from staff.personnel_errors import ImpossibleIin
from staff.states import Role


def record_of_citizen(iin: str) -> PopulationRecord:
    """
    What the population register tells of somebody the portal has not met.

    :raises ImpossibleIin | PersonNotFound | PopulationUnavailable:
    """
    if not is_valid_iin(iin):
        raise ImpossibleIin
    return get_population().person(iin)


def check_one_director(*, school_id: int, starts: dt.date, ends: dt.date | None, but: int | None) -> None:
    """
    No other director acts in these days (both included; no end is for good); `but` is the appointment itself.

    Called inside the transaction that appoints: locks the school, so that of two officers who appoint at the
    same moment the second one sees the first one's director.

    :raises AnotherDirector:
    """
    School.objects.select_for_update(no_key=True).get(pk=school_id)
    for other in Membership.objects.filter(school_id=school_id, role=Role.DIRECTOR).exclude(pk=but or 0):
        if starts <= (other.ends_on or dt.date.max) and other.starts_on <= (ends or dt.date.max):
            raise AnotherDirector(date=f"{other.starts_on:%d.%m.%Y}")
