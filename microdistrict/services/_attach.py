"""«Прикрепить»: a school takes addresses into its microdistrict (R85-R89)."""

import datetime as dt
from collections.abc import Collection

from django.db.models import Q

from microdistrict.errors import (
    ForeignAddress,
    NothingChosen,
    ServedByAnotherSchool,
    StartsInThePast,
    UnknownAddress,
)
from microdistrict.models import Attachment, Building, Street
from microdistrict.services._territory_check import check_around
from oqu.core.acting import Actor, acting
from oqu.core.clock import ALMATY
from oqu.core.errors import Forbidden
from staff.models import School
from staff.permissions import Action, check_may

# A street, and a house of it; None is the whole street.
Address = tuple[int, int | None]


def attach_addresses(
    *,
    school_id: int,
    street_ids: Collection[int] = (),
    building_ids: Collection[int] = (),
    by: Actor,
    now: dt.datetime,
    starts_on: dt.date | None = None,
    shared: bool = False,
) -> int:
    """
    Attach whole streets and single houses, from today unless told; how many were not attached before.

    `shared`: it is meant that another school serves some of them, too. Locks the streets, by id: of two schools that
    take a house at one moment the second is told of the first. All or nothing.

    :raises UnknownAddress | ForeignAddress | ServedByAnotherSchool | NothingChosen | StartsInThePast | Forbidden:
    """
    check_own(school_id, by)
    if not (street_ids or building_ids):
        raise NothingChosen
    today = now.astimezone(ALMATY).date()
    starts_on = starts_on or today
    if starts_on < today and by.scope != "system":
        raise StartsInThePast
    with acting(by):
        asked = _locked(school_id, street_ids, building_ids)
        if not shared:
            _check_nobody_else(school_id, asked, starts_on)
        mine = Attachment.objects.serving_from(starts_on).filter(
            school_id=school_id, street_id__in={street_id for street_id, _ in asked}
        )
        already = set(mine.values_list("street_id", "building_id"))
        new = [
            Attachment(
                school_id=school_id,
                street_id=street_id,
                building_id=building_id,
                starts_on=starts_on,
                attached_by_id=by.person_id,
                attached_at=now,
            )
            for street_id, building_id in asked
            if (street_id, building_id) not in already
        ]
        Attachment.objects.bulk_create(new)
        if new:
            check_around(school_id, {row.street_id for row in new}, now=now)
    return len(new)


def check_own(school_id: int, by: Actor) -> None:
    """:raises Forbidden: not this role, or not this school"""
    if by.scope == "system":
        return
    check_may(by, Action.CHANGE_MICRODISTRICT)
    if by.school_id != school_id:
        raise Forbidden


def _locked(school_id: int, street_ids: Collection[int], building_ids: Collection[int]) -> list[Address]:
    """The addresses that were asked for, their streets locked."""
    houses = dict(Building.objects.filter(pk__in=building_ids).values_list("pk", "street_id"))
    asked: list[Address] = [(street_id, None) for street_id in sorted(set(street_ids))]
    asked += [(street_id, pk) for pk, street_id in sorted(houses.items())]
    wanted = {street_id for street_id, _ in asked}
    streets = list(Street.objects.select_for_update(no_key=True).filter(pk__in=wanted).order_by("pk"))
    if len(streets) < len(wanted) or len(houses) < len(set(building_ids)):
        raise UnknownAddress
    settlement = School.objects.values_list("settlement_kato", flat=True).get(pk=school_id)
    if any(street.settlement_id != settlement for street in streets):
        raise ForeignAddress
    return asked


def _check_nobody_else(school_id: int, asked: list[Address], starts_on: dt.date) -> None:
    """A street's row covers its houses, so a house is another's by its own row or by its street's, and the reverse."""
    whole = {street_id for street_id, building_id in asked if building_id is None}
    houses = {building_id for _, building_id in asked if building_id}
    streets = {street_id for street_id, building_id in asked if building_id}
    others = (
        Attachment.objects.serving_from(starts_on)
        .exclude(school_id=school_id)
        .filter(Q(street__in=whole) | Q(building__in=houses) | Q(street__in=streets, building=None))
        .select_related("school")
        .order_by("school__code")
    )
    if not others:
        return
    theirs = {row.building_id for row in others if row.building_id}
    wholly = {row.street_id for row in others if row.building_id is None}
    count = len(theirs | {house for street, house in asked if house and street in wholly})
    names = dict.fromkeys(row.school.name for row in others)
    raise ServedByAnotherSchool(count=count or len(wholly), schools=", ".join(names))
