"""Where a row of the register's tables lies: units found by their codes, dead references reported."""

from typing import NamedTuple

from microdistrict.models import Settlement
from microdistrict.services._reading.rows import Findings, Register, SettlementRow
from microdistrict.services._reading.tables import Tables, Unit
from microdistrict.services._reading.words import kind_of

DISTRICT_OF_A_CITY = "район в городе"


class Where(NamedTuple):
    kato: str
    district_kato: str = ""


class Units:
    """The units of the tables, and those stored by an earlier import."""

    def __init__(self, tables: Tables) -> None:
        self._units: dict[str, Unit] = {}
        self._kinds = tables.kinds
        for unit in sorted(tables.units, key=lambda each: each.is_actual):
            self._units[unit.id] = unit  # of several versions the one in force
        asked = {row.unit_id for row in tables.geonims} | {row.unit_id for row in tables.houses}
        asked |= {unit.parent_id for unit in tables.units}
        asked -= {*self._units, ""}
        self._stored = {
            str(row.register_id): Where(row.kato)
            if row.kind_ru.lower() != DISTRICT_OF_A_CITY or not row.parent_id
            else Where(row.parent_id, row.kato)
            for row in Settlement.objects.filter(register_id__in=asked)
        }

    def take(self, register: Register) -> None:
        """The units themselves become rows; of several with one code the one in force."""
        for unit in self._units.values():
            if not unit.kato:
                register.found.add("unit_without_a_code", unit.line)
                continue
            if unit.parent_id and self._above(unit) is None and unit.parent_id not in self._stored:
                register.found.add("points_to_nothing", unit.line)
            kind_ru, kind_kk = kind_of(unit, self._kinds, unit.name_ru, unit.name_kk, register.found)
            above = self.where(unit.parent_id)
            register.settlements[unit.kato] = SettlementRow(
                unit.kato,
                kind_ru[:1].upper() + kind_ru[1:],
                kind_kk,
                unit.name_ru,
                unit.name_kk,
                parent_kato=(above.district_kato or above.kato) if above else "",
                register_id=unit.id,
                is_actual=unit.is_actual,
                modified_at=unit.modified_at,
                line=unit.line,
            )

    def where(self, unit_id: str) -> Where | None:
        """The settlement of a unit, and the district when the unit is one; a unit without a code is passed over."""
        seen: set[str] = set()
        while unit_id and unit_id not in seen:
            seen.add(unit_id)
            unit = self._units.get(unit_id)
            if unit is None:
                return self._stored.get(unit_id)
            if unit.kato:
                return self._of_district(unit) or Where(unit.kato)
            unit_id = unit.parent_id
        return None

    def _of_district(self, unit: Unit) -> Where | None:
        kind_ru, _ = kind_of(unit, self._kinds, unit.name_ru, unit.name_kk, Findings())
        if kind_ru != DISTRICT_OF_A_CITY:
            return None
        city = self.where(unit.parent_id)
        return Where(city.kato, unit.kato) if city else None

    def _above(self, unit: Unit) -> Unit | None:
        return self._units.get(unit.parent_id)
