"""«Загрузить из НОБД», and what a person decides about the differences (R63)."""

import datetime as dt

from limits.errors import NoBin
from limits.models import ClassLimit, NobdOffer
from limits.models.class_limit import Source
from limits.selectors.seats import FIRST_GRADE
from limits.services._import import import_rows
from limits.services._report import ImportReport
from limits.services._rows import RawRow
from limits.services._statement import is_stated_as, write
from limits.services._told import Told, check_year
from oqu.core.acting import Actor, acting
from oqu.core.errors import Forbidden, NotFound
from oqu.integrations.nobd import get_nobd
from staff.models import School
from staff.permissions import Action, check_may


def load_from_nobd(*, by: Actor, now: dt.datetime) -> ImportReport:
    """
    Ask NOBD about the own school and take what it states. The asking stands outside any transaction.

    :raises NobdUnavailable | OrganisationNotFound | RowsRefused | NoBin | Forbidden: and nothing was taken
    """
    school_id = _school_of(by)
    with acting(by, read_only=True):
        org_bin = School.objects.get(pk=school_id).bin
    if not org_bin:
        raise NoBin
    told = get_nobd().class_sets(org_bin)
    rows = [RawRow(f"{place}", {**row, "org_bin": org_bin}) for place, row in enumerate(told.rows, 1)]
    return import_rows(rows, by=by, now=now)


def take_offer(*, school_year: int, language: str, by: Actor, now: dt.datetime) -> ClassLimit:
    """
    Put NOBD's numbers in the place of the school's own. Locks the class limit.

    :raises BelowTaken | YearIsPast | NotFound | Forbidden:
    """
    school_id = _school_of(by)
    with acting(by):
        check_year(school_year, now=now)
        limit = (
            ClassLimit.objects.select_for_update(no_key=True)
            .filter(school_id=school_id, school_year_id=school_year, grade=FIRST_GRADE, language=language)
            .first()
        )
        offer = _waiting(school_id, school_year, language)
        if limit is None:
            raise NotFound
        told = Told(offer.total, offer.class_count)
        if not is_stated_as(limit, told):
            write(limit, told, source=Source.NOBD, by=by, now=now)
        offer.delete()
    return limit


def keep_own(*, school_year: int, language: str, by: Actor, now: dt.datetime) -> None:
    """
    Stay with the school's numbers: the same offer does not come up again.

    :raises NotFound | Forbidden:
    """
    with acting(by):
        offer = _waiting(_school_of(by), school_year, language)
        offer.kept_at = now
        offer.save(update_fields=["kept_at"])


def _waiting(school_id: int, school_year: int, language: str) -> NobdOffer:
    offer = (
        NobdOffer.objects.select_for_update(no_key=True)
        .filter(
            school_id=school_id,
            school_year_id=school_year,
            grade=FIRST_GRADE,
            language=language,
            kept_at=None,
        )
        .first()
    )
    if offer is None:
        raise NotFound
    return offer


def _school_of(by: Actor) -> int:
    check_may(by, Action.CHANGE_LIMITS)
    if by.school_id is None:
        raise Forbidden
    return by.school_id
