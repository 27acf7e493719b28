"""The register's tables: the town as rows in the register's own columns, with the changes made since."""

from collections.abc import Iterator
from functools import cache

from oqu import world
from oqu.sandbox.addresses.models import Change
from oqu.world.town import AVENUE, BOULEVARD, EMBANKMENT, LANE, QUARTER, REGISTERED_ON, STREET

Row = dict[str, object]

CITY, DISTRICT = 1, 2
COLUMNS = {
    "s_ats": "id parent_id d_ats_type_id name_kaz name_rus rco cato actual modified full_path_rus full_path_kaz",
    "s_geonims": "id parent_id s_ats_id d_geonims_type_id name_kaz name_rus rco cato actual modified "
    "full_path_rus full_path_kaz",
    "s_buildings": "id parent_id parent_rca s_ats_id s_geonims_id s_ground_id d_buildings_pointer_id "
    "d_buildings_pointer_code number distance this_is rca actual modified full_path_rus full_path_kaz",
    "d_ats_types": "id code value_kz value_ru short_value_kz short_value_ru actual",
    "d_geonims_types": "id code value_kz value_ru short_value_kz short_value_ru actual",
    "d_buildings_pointers": "id code value_kz value_ru short_value_kz short_value_ru actual",
}
_UNIT_KINDS = {
    9: ("Город республиканского значения", "республикалық маңызы бар қаласы"),
    8: ("Район в городе", "қала ішіндегі аудан"),
}
_STREET_KINDS = {
    11: STREET,
    12: BOULEVARD,
    15: AVENUE,
    18: EMBANKMENT,
    19: LANE,
    24: QUARTER,
}
_BUILDING_KINDS = {2: ("дом", "үй"), 4: ("гараж", "көлікжай")}
_TYPE_OF = {words: number for number, words in _STREET_KINDS.items()}


def rows_of(dataset: str) -> list[Row]:
    """In the order of their numbers."""
    rows = {int(str(row["id"])): dict(row) for row in _made(dataset)}
    for change in Change.objects.filter(dataset=dataset):
        blank = dict.fromkeys(COLUMNS[dataset].split())
        rows[change.row_id] = rows.get(change.row_id, blank) | change.values
    return [rows[number] for number in sorted(rows)]


@cache
def _made(dataset: str) -> tuple[Row, ...]:
    made = {
        "s_ats": _units,
        "s_geonims": _streets,
        "s_buildings": _houses,
        "d_ats_types": lambda: _kinds(_UNIT_KINDS),
        "d_geonims_types": lambda: _kinds(_STREET_KINDS),
        "d_buildings_pointers": lambda: _kinds(_BUILDING_KINDS),
    }[dataset]
    columns = COLUMNS[dataset].split()
    return tuple(dict.fromkeys(columns) | row for row in made())


def _units() -> Iterator[Row]:
    town = world.SETTLEMENT
    city = {
        "id": CITY,
        "d_ats_type_id": 9,
        "name_rus": town.name_ru,
        "name_kaz": town.name_kk,
        "cato": town.kato,
    }
    district = {
        "id": DISTRICT, "parent_id": CITY, "d_ats_type_id": 8, "name_rus": town.district_ru,
        "name_kaz": town.district_kk, "cato": town.district_kato,
    }  # fmt: skip
    for row in (city, district):
        yield row | {"actual": True, "modified": REGISTERED_ON}


def _streets() -> Iterator[Row]:
    for street in world.STREETS:
        yield {
            "id": street_number(street.id), "s_ats_id": DISTRICT, "name_rus": street.name_ru,
            "name_kaz": street.name_kk, "d_geonims_type_id": _TYPE_OF[street.kind_ru, street.kind_kk],
            "cato": world.SETTLEMENT.district_kato, "actual": True, "modified": REGISTERED_ON,
        }  # fmt: skip


def _houses() -> Iterator[Row]:
    houses = (house for street in world.STREETS for house in street.houses)
    for number, house in enumerate(houses, start=1):
        yield {
            "id": number, "s_ats_id": DISTRICT, "s_geonims_id": street_number(house.street_id),
            "d_buildings_pointer_id": 2, "d_buildings_pointer_code": 2, "number": house.number, "rca": house.rca,
            "actual": True, "modified": REGISTERED_ON,
        }  # fmt: skip


def _kinds(kinds: dict[int, tuple[str, str]]) -> Iterator[Row]:
    for number, (ru, kk) in kinds.items():
        yield {"id": number, "code": number, "value_ru": ru, "value_kz": kk, "actual": True}


def street_number(street_id: str) -> int:
    return int(street_id.removeprefix("G"))
