"""What a change of a microdistrict does not change, but a person should know of before it (S9, A26)."""

from collections.abc import Collection

from django.db.models import Q

from admissions.models import Application
from admissions.states import UNPROCESSED
from limits.policies import ZoneType
from microdistrict.applications import ServedAddress, counts_applications
from oqu.core.acting import Actor, acting


@counts_applications
def undecided_of(addresses: Collection[ServedAddress]) -> int:
    """Of children registered at these addresses who wait at the school that serves them."""
    here = Q()
    for each in addresses:
        house = {"building_rca": each.building_rca} if each.building_rca else {}
        here |= Q(school_id=each.school_id, street_id=each.street_id, **house)
    if not here:
        return 0
    with acting(Actor.system("microdistrict"), read_only=True):
        waiting = Application.objects.filter(status__in=sorted(UNPROCESSED), zone_type=ZoneType.IN_ZONE)
        return waiting.filter(here).count()
