"""Finding a street and a house from what a person typed, or from the codes of the register."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When

from microdistrict.folding import fold_query
from microdistrict.house_numbers import parse_house_number
from microdistrict.models import Building, Settlement, Street, StreetAlias

_ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"  # Kazakh, with every Russian letter in its place

# Measured on 41,155 streets: the database's own 0.6 misses common slips («кобанбай», «мангелик»), 0.45 finds them.
SIMILAR_ENOUGH = 0.45


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


@dataclass(frozen=True)
class StreetsFound:
    """`matches` hold every word that was typed; `guesses` only sound alike and are there when nothing matches."""

    matches: Sequence[Street]
    guesses: Sequence[Street]


def settlements() -> QuerySet[Settlement]:
    """Those that have streets, so that an address in them can be found."""
    return Settlement.objects.filter(Exists(Street.objects.filter(settlement=OuterRef("pk"), is_actual=True)))


def search_streets(kato: str, query: str, limit: int = 20) -> list[Street]:
    """Streets in force of one settlement, the best first; those that sound alike when none matches."""
    found = find_streets(kato, query, limit)
    return [*found.matches, *found.guesses]


def find_streets(kato: str, query: str, limit: int = 20) -> StreetsFound:
    """Every word must occur in the name (in either language) or in a former name of the street."""
    asked = fold_query(query)
    streets = Street.objects.filter(settlement_id=kato, is_actual=True).select_related(
        "settlement", "district"
    )
    if not asked:
        return StreetsFound([], [])
    named, formerly = Q(), Q(street=OuterRef("pk"))
    for word in asked.split():
        named &= Q(fold__contains=word)
        formerly &= Q(fold__contains=word)
    begins = Case(
        When(fold=asked, then=Value(0)), When(fold__startswith=asked, then=Value(1)), default=Value(2)
    )
    matches = streets.filter(named | Q(Exists(StreetAlias.objects.filter(formerly)))).order_by(
        begins, "name_ru", "pk"
    )
    if found := list(matches[:limit]):
        return StreetsFound(found, [])
    guesses = (
        streets.annotate(alike=TrigramWordSimilarity(asked, "fold"))
        .filter(alike__gte=SIMILAR_ENOUGH)
        .order_by("-alike", "name_ru", "pk")
    )
    return StreetsFound([], list(guesses[:limit]))


def letters_of(kato: str) -> list[str]:
    """First letters of the settlement's streets, in the alphabet's order."""
    names = Street.objects.filter(settlement_id=kato, is_actual=True).values_list("name_ru", flat=True)
    return sorted({name[0].upper() for name in names}, key=lambda each: (_ALPHABET.find(each.lower()), each))


def streets_starting_with(kato: str, letter: str) -> list[Street]:
    streets = Street.objects.filter(settlement_id=kato, is_actual=True, name_ru__istartswith=letter)
    return list(streets.select_related("settlement", "district").order_by("name_ru", "pk"))


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
