"""Which school must take the children of an address, and why."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from microdistrict.models import Attachment, Building, RegisterRefresh, Street, TerritoryCheck
from microdistrict.selectors.addresses import Place


class Zone(NamedTuple):
    """Whether an address belongs to a school, with the sentence that explains it (D8)."""

    zone_type: Literal["in_zone", "out_of_zone"]
    explanation: str


@dataclass(frozen=True)
class Served:
    """One school that serves the place; `by_house` when this very house is attached, not only its street."""

    school_id: int
    by_house: bool


@dataclass(frozen=True)
class StreetTerritory:
    """What of one street a school serves: the whole of it, some houses, or both (R83)."""

    street: Street
    is_whole: bool
    buildings: Sequence[Building]

    @property
    def address_count(self) -> int:
        """Rows of the list: the street itself, if it is served whole, and each house."""
        return self.is_whole + len(self.buildings)


def _covering(street_id: int, building_id: int | None, on: dt.date) -> QuerySet[Attachment]:
    """A street's row covers every house of it, a house's row only that house (A28)."""
    covers = Q(building__isnull=True)
    if building_id is not None:
        covers |= Q(building_id=building_id)
    return Attachment.objects.serving_on(on).filter(covers, street_id=street_id)


def schools_serving(place: Place, on: dt.date) -> list[Served]:
    """
    Schools in whose microdistrict the place lies on that day, in one query.

    More than one is allowed (A29): schools of different languages share territories.
    """
    building_id = place.building.pk if place.building else None
    covering = _covering(place.street.pk, building_id, on).filter(school__is_active=True)
    rows = covering.order_by("school__code").values_list("school_id", "building_id")
    by_house: dict[int, bool] = {}
    for school_id, attached in rows:
        by_house[school_id] = by_house.get(school_id, False) or attached is not None
    return [Served(school_id, house) for school_id, house in by_house.items()]


def zone_of(school_id: int, *, street_id: int | None, building_id: int | None = None, on: dt.date) -> Zone:
    """
    In or out of the school's microdistrict on that day, and why. The ids are our own, not the register's.

    No street: the address is unknown or absent, so it is in nobody's microdistrict.
    """
    if street_id is None:
        return Zone("out_of_zone", _("There is no registered address, so no microdistrict applies."))
    attachment = (
        _covering(street_id, building_id, on)
        .filter(school_id=school_id)
        .select_related("street", "building")
        .order_by("building_id")
        .first()
    )
    if attachment is None:
        return Zone("out_of_zone", _("The registered address is not in the microdistrict of this school."))
    if attachment.building is None:
        return Zone(
            "in_zone", _("The school serves the whole street: %(street)s.") % {"street": attachment.street}
        )
    house = {"street": attachment.street, "house": attachment.building.title}
    return Zone("in_zone", _("The school serves this house: %(street)s, %(house)s.") % house)


def streets_of(school_id: int, on: dt.date) -> list[StreetTerritory]:
    """The school's microdistrict, street by street, in one query."""
    attachments = (
        Attachment.objects.serving_on(on)
        .filter(school_id=school_id)
        .select_related("street__settlement", "street__district", "building")
        .order_by("street__name_ru", "street_id", "building__whole", "building__suffix", "building__rca")
    )
    streets: dict[int, Street] = {}
    whole: set[int] = set()
    buildings: dict[int, list[Building]] = {}
    for attachment in attachments:
        streets.setdefault(attachment.street_id, attachment.street)
        if attachment.building is None:
            whole.add(attachment.street_id)
        else:
            attachment.building.street = streets[attachment.street_id]  # its full title needs no query
            buildings.setdefault(attachment.street_id, []).append(attachment.building)
    return [StreetTerritory(street, pk in whole, buildings.get(pk, [])) for pk, street in streets.items()]


def territory_check(school_id: int) -> TerritoryCheck | None:
    """What the last check of the microdistrict found; None before the first."""
    return TerritoryCheck.objects.filter(school_id=school_id).first()


def last_refresh(kato: str) -> RegisterRefresh | None:
    """When the address register was last asked for this settlement."""
    return RegisterRefresh.objects.filter(settlement_id=kato).order_by("-asked_at", "-pk").first()
