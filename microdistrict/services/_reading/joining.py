"""From the register's own tables to finished rows: each street and house with the place it lies in."""

from microdistrict.models import Street
from microdistrict.services._reading.formats import Reading
from microdistrict.services._reading.rows import BuildingRow, Register, StreetRow
from microdistrict.services._reading.tables import Geonim, House, Tables
from microdistrict.services._reading.units import Units, Where
from microdistrict.services._reading.words import kind_of

NO_STREET = ("Без улицы", "Көшесіз")


def join(reading: Reading) -> None:
    tables, register = reading.tables, reading.register
    units = Units(tables)
    units.take(register)
    _Joining(tables, register, units).take()


class _Joining:
    def __init__(self, tables: Tables, register: Register, units: Units) -> None:
        self._tables, self._register, self._units = tables, register, units
        self._geonims = {row.id: row for row in tables.geonims}
        asked = {row.parent_id for row in tables.geonims} | {row.street_id for row in tables.houses}
        asked -= self._geonims.keys()
        self._stored = {row.register_id: row for row in Street.objects.filter(register_id__in=asked)}
        self._places: dict[str, Where] = {}

    def take(self) -> None:
        for geonim in self._tables.geonims:
            self._take_geonim(geonim)
        for house in self._in_force_first():
            self._take_house(house)

    def _take_geonim(self, row: Geonim) -> None:
        where = self._where(row)
        if where is None:
            self._register.found.add("left_out_nothing_says_where", row.line)
            return
        self._places[row.id] = where
        if row.path_ru and row.name_ru not in row.path_ru:
            self._register.found.add("broken_full_address", row.line)
        kind_ru, kind_kk = kind_of(row, self._tables.kinds, row.name_ru, row.name_kk, self._register.found)
        area_ru, area_kk = self._area(row)
        self._register.streets.append(
            StreetRow(
                line=row.line,
                register_id=row.id,
                settlement_kato=where.kato,
                kind_ru=kind_ru,
                kind_kk=kind_kk,
                name_ru=row.name_ru,
                name_kk=row.name_kk,
                district_kato=where.district_kato,
                area_ru=area_ru,
                area_kk=area_kk,
                is_actual=row.is_actual,
                modified_at=row.modified_at,
            )
        )

    def _where(self, row: Geonim) -> Where | None:
        """By its unit; by its own code of the classifier; by what it lies in."""
        if where := self._units.where(row.unit_id):
            return where
        found = self._register.found
        found.add("points_to_nothing" if row.unit_id else "street_without_a_unit", row.line)
        if row.kato:
            return Where(row.kato)
        parent = self._geonims.get(row.parent_id)
        return self._units.where(parent.unit_id) if parent and parent.unit_id != row.unit_id else None

    def _area(self, row: Geonim) -> tuple[str, str]:
        """«жилой массив Шұбар», the larger part of the settlement that the street lies in."""
        if not row.parent_id:
            return "", ""
        if parent := self._geonims.get(row.parent_id):
            ru, kk = kind_of(parent, self._tables.kinds, parent.name_ru, parent.name_kk, self._register.found)
            return f"{ru} {parent.name_ru}".strip(), f"{parent.name_kk} {kk}".strip()
        if stored := self._stored.get(row.parent_id):
            return f"{stored.kind_ru} {stored.name_ru}".strip(), f"{stored.name_kk} {stored.kind_kk}".strip()
        self._register.found.add("points_to_nothing", row.line)
        return "", ""

    def _in_force_first(self) -> list[House]:
        """Of one code only the version in force; two in force stay, and are told as an error."""
        in_force = {house.rca for house in self._tables.houses if house.is_actual}
        kept, ended = [], {}
        for house in self._tables.houses:
            if house.is_actual or not house.rca:
                kept.append(house)
            elif house.rca in in_force or house.rca in ended:
                self._register.found.add("older_version_of_an_address", house.line)
            else:
                ended[house.rca] = house
        return [*kept, *ended.values()]

    def _take_house(self, row: House) -> None:
        street_id = row.street_id
        if street_id and street_id not in self._places and street_id not in self._stored:
            self._register.found.add("points_to_nothing", row.line)
            street_id = ""
        if not street_id:
            street_id = self._settlement_itself(row)
        if not street_id or (not row.rca and not row.is_actual):
            self._register.found.add("left_out_nothing_says_where", row.line)
            return
        kind_ru, kind_kk = kind_of(row, self._tables.kinds, row.number, row.number, self._register.found)
        self._register.buildings.append(
            BuildingRow(
                line=row.line,
                rca=row.rca,
                street_register_id=street_id,
                number=row.number,
                kind_ru=kind_ru,
                kind_kk=kind_kk,
                is_actual=row.is_actual,
                modified_at=row.modified_at,
            )
        )

    def _settlement_itself(self, row: House) -> str:
        """Villages have houses that stand on no street: there is one row for all of them."""
        where = self._units.where(row.unit_id)
        if where is None:
            return ""
        self._register.found.add("house_without_a_street", row.line)
        street_id = row.unit_id
        if street_id not in self._places:
            self._places[street_id] = where
            name_ru, name_kk = NO_STREET
            self._register.streets.append(
                StreetRow(
                    line=row.line,
                    register_id=street_id,
                    settlement_kato=where.kato,
                    kind_ru="",
                    kind_kk="",
                    name_ru=name_ru,
                    name_kk=name_kk,
                    district_kato=where.district_kato,
                )
            )
        return street_id
