"""Which schools a draft may be sent to: those of its address first, and the one already wished for."""

import datetime as dt

from admissions.models import Application
from admissions.schools_by_address import (
    OTHERS_SHOWN,
    SchoolsByAddress,
    SchoolWithSeats,
    schools_by_address,
    with_seats,
)
from microdistrict import selectors as microdistrict
from staff.models import School


def schools_for(draft: Application, *, wished: str, now: dt.datetime) -> SchoolsByAddress:
    """
    By the registered address that was copied into the draft (A27).

    Without an address, or with one the register does not know, no school is the child's own: then schools
    of the region are offered. `wished` is the code of a school found by the look-up; it is offered
    though it lies elsewhere; the draft then follows it.
    """
    place = microdistrict.place_in_register(street_id=draft.street_id, building_rca=draft.building_rca)
    found = schools_by_address(place, now=now) if place else None
    if found is None or not (found.own or found.others):
        found = SchoolsByAddress([], _of_region(draft), draft.campaign, now)
    offered = {entry.school.code for entry in (*found.own, *found.others)}
    chosen = draft.school.code if draft.school else ""
    more = School.objects.filter(code__in={wished, chosen} - offered, is_active=True)
    return SchoolsByAddress(
        found.own, [*found.others, *with_seats(more, draft.campaign)], draft.campaign, now
    )


def region_of(kato: str) -> str:
    """The region of a settlement by the classifier's code: its first two digits; "" of none."""
    return f"{kato[:2]}0000000" if kato else ""


def _of_region(draft: Application) -> list[SchoolWithSeats]:
    schools = School.objects.filter(is_active=True)
    if region := draft.campaign.region_kato or region_of(draft.settlement_kato):
        schools = schools.filter(region_kato=region)
    return with_seats(schools.order_by("code")[:OTHERS_SHOWN], draft.campaign)
