"""«Добавить» and «Сохранить» of «Лимиты классов» (R70-R78)."""

import datetime as dt
from typing import Any

from limits.errors import ChangedMeanwhile, ParallelExists
from limits.models import ClassLimit
from limits.models.class_limit import Source
from limits.selectors.seats import FIRST_GRADE
from limits.services._statement import is_stated_as, write
from limits.services._told import Told, check_language, check_told, check_year
from limits.years import name_of
from oqu.core.acting import Actor, acting
from oqu.core.errors import Forbidden, NotFound
from staff.permissions import Action, check_may


def add_limit(*, school_year: int, language: str, told: Told, by: Actor, now: dt.datetime) -> ClassLimit:
    """
    State the seats of a parallel that has none yet. One that an acceptance made already keeps what is taken on it
    (D15). Locks the class limit.

    :raises ParallelExists | BelowTaken | UnknownLanguage | YearIsPast | YearNotOpened | ImpossibleSeats
        | ImpossibleClasses | MoreClassesThanSeats | Forbidden:
    """
    check_told(told)
    check_language(language)
    with acting(by):
        check_year(school_year, now=now)
        limit, _is_new = ClassLimit.objects.get_or_create(**_key(school_year, language, by))
        limit = _locked(school_year, language, by)
        if limit.total is not None:
            raise ParallelExists(year=name_of(school_year), total=limit.total, classes=limit.class_count)
        write(limit, told, source=Source.SCHOOL, by=by, now=now)
    return limit


def change_limit(
    *, school_year: int, language: str, told: Told, version: int, by: Actor, now: dt.datetime
) -> ClassLimit:
    """
    State other seats. `version` is what the person saw; saved as it stands already, nothing happens.
    Locks the class limit, so that nobody is accepted between the check and the change.

    :raises ChangedMeanwhile | BelowTaken | NotFound | YearIsPast | ImpossibleSeats | ImpossibleClasses
        | MoreClassesThanSeats | Forbidden:
    """
    check_told(told)
    with acting(by):
        limit = _locked(school_year, language, by)
        check_year(school_year, now=now)
        if is_stated_as(limit, told):
            return limit
        if limit.version != version:
            raise ChangedMeanwhile(total=limit.total, classes=limit.class_count, version=limit.version)
        write(limit, told, source=Source.SCHOOL, by=by, now=now)
    return limit


def put_limit(
    *, school_year: int, language: str, told: Told, version: int | None, by: Actor, now: dt.datetime
) -> ClassLimit:
    """
    For programs: the parallel has these seats afterwards, whether it was there or not. Without a `version`
    only what nobody stated is stated.

    :raises: what `add_limit` and `change_limit` do
    """
    if version is None:
        return add_limit(school_year=school_year, language=language, told=told, by=by, now=now)
    return change_limit(
        school_year=school_year, language=language, told=told, version=version, by=by, now=now
    )


def _key(school_year: int, language: str, by: Actor) -> dict[str, Any]:
    """Always of the actor's own school."""
    check_may(by, Action.CHANGE_LIMITS)
    if by.school_id is None:
        raise Forbidden
    return {
        "school_id": by.school_id,
        "school_year_id": school_year,
        "grade": FIRST_GRADE,
        "language": language,
    }


def _locked(school_year: int, language: str, by: Actor) -> ClassLimit:
    key = _key(school_year, language, by)
    limit = ClassLimit.objects.select_for_update(no_key=True).filter(**key).first()
    if limit is None:
        raise NotFound
    return limit
