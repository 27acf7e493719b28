"""Places: a house by its number on a street, an address by the codes of the register."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, Exists, OuterRef, QuerySet, Value, When

from microdistrict.house_numbers import parse_house_number
from microdistrict.models import Building, Settlement, Street


@dataclass(frozen=True)
class Place:
    """
    An address as far as it is known: a house, or a number on a street that the register does not have.

    `number` is the house's, or as the person typed it.
    """

    street: Street
    building: Building | None
    number: str

    @property
    def full_title(self) -> str:
        if self.building:
            return f"{self.street.full_title}, {self.building.title}"
        return f"{self.street.full_title}, {self.number}" if self.number else self.street.full_title


def settlements() -> QuerySet[Settlement]:
    """Those that have streets, so that an address in them can be found."""
    return Settlement.objects.filter(Exists(Street.objects.filter(settlement=OuterRef("pk"), is_actual=True)))


def titles_of(katos: Iterable[str]) -> dict[str, str]:
    """Names of regions and settlements in the reader's language, by code; those the classifier knows."""
    return {row.kato: row.title for row in Settlement.objects.filter(kato__in=list(katos))}


def find_building(street: Street, number: str) -> Building | None:
    """
    The building a person means by «14 а» on this street.

    Of several with one number: in force before obsolete, a house before a garage.
    """
    whole, suffix = parse_house_number(number)
    house_first = Case(When(kind_ru__iexact="дом", then=Value(0)), default=Value(1))
    return (
        Building.objects.filter(street=street, whole=whole, suffix=suffix)
        .order_by("-is_actual", house_first, "rca")
        .first()
    )


def place_at(street_register_id: str, number: str) -> Place | None:
    """What a person chose: a street by its code and a house number; None for an unknown street."""
    street = (
        Street.objects.select_related("settlement", "district").filter(register_id=street_register_id).first()
    )
    if street is None:
        return None
    building = find_building(street, number) if number.strip() else None
    return Place(street, building, building.number if building else number.strip())


def place_in_register(*, street_id: str = "", building_rca: str = "") -> Place | None:
    """
    The place behind the codes of a registered address; the house's code decides, the street's is the fallback.

    None when the register knows neither: such an address is in nobody's microdistrict.
    """
    building = (
        Building.objects.select_related("street__settlement", "street__district")
        .filter(rca=building_rca)
        .first()
        if building_rca
        else None
    )
    if building:
        return Place(building.street, building, building.number)
    return place_at(street_id, "") if street_id else None


def settlement(kato: str) -> Settlement | None:
    return Settlement.objects.filter(pk=kato).first()
