"""The rows of an import into the register."""

from collections.abc import Callable, Iterator
from typing import cast

from microdistrict.house_numbers import parse_house_number
from microdistrict.models import Building, Settlement, Street
from microdistrict.services._names import former_names, link_renamings, moved_names, take_renamings
from microdistrict.services._reading.rows import Register, SettlementRow, StreetRow
from microdistrict.services._report import ImportReport
from microdistrict.services._upsert import Change, Rows, upsert

Progress = Callable[[int, int], None]
# A level of the classifier that addresses do not name.
_NOT_IN_ADDRESSES = "администрация"
_DEEPEST = 8  # levels; more would be units that lie in each other


def store(register: Register, report: ImportReport, progress: Progress) -> None:
    """In the caller's transaction. `progress` hears (rows done, rows in all)."""
    towns = list(register.settlements.values())
    total = len(towns) + len(register.streets) + len(register.buildings) + len(register.renames)
    done = 0

    def step(rows: int) -> None:
        nonlocal done
        done += rows
        progress(done, total)

    _store_units(register, report, step)
    renamed = _store_streets(register, report, step)
    moved = _store_buildings(register, report, step)
    take_renamings(register.renames, report.renames, step)
    former_names(renamed, report.names)
    moved_names(moved, report.names)
    link_renamings(register, report)


def _store_units(register: Register, report: ImportReport, step: Callable[[int], None]) -> None:
    if not register.settlements:
        return
    stored = Settlement.objects.in_bulk()
    rows = {kato: _settlement(row) for kato, row in register.settlements.items()}
    units = stored | rows
    for kato, row in rows.items():
        if row.parent_id not in units:
            row.parent_id = stored[kato].parent_id if kato in stored else None
    below = _name_what_is_above(units, stored)
    kept = ("register_id", "is_actual", "modified_at")
    written = upsert(Rows(Settlement, "kato", rows.values(), kept), report.settlements, step)
    for kato in written.older:
        report.findings.add("older_than_stored", register.settlements[kato].line)
    Settlement.objects.bulk_update(below, ["above_ru", "above_kk"], batch_size=1000)


def _settlement(row: SettlementRow) -> Settlement:
    return Settlement(
        kato=row.kato,
        parent_id=row.parent_kato or None,
        register_id=row.register_id or None,
        kind_ru=row.kind_ru,
        kind_kk=row.kind_kk,
        name_ru=row.name_ru,
        name_kk=row.name_kk,
        is_actual=cast(bool, row.is_actual),
        modified_at=row.modified_at,
    )


def _name_what_is_above(units: dict[str, Settlement], stored: dict[str, Settlement]) -> list[Settlement]:
    """Tells every unit what it lies in; the stored ones for which that is news come back."""
    news = []
    for kato, unit in units.items():
        above_ru: list[str] = []
        above_kk: list[str] = []
        parent = units.get(unit.parent_id or "")
        while parent and len(above_ru) < _DEEPEST:
            if not parent.kind_ru.endswith(_NOT_IN_ADDRESSES):
                above_ru.insert(0, f"{parent.kind_ru} {parent.name_ru}")
                above_kk.insert(0, f"{parent.name_kk} {parent.kind_kk}")
            parent = units.get(parent.parent_id or "")
        above = ", ".join(above_ru), ", ".join(above_kk)
        if unit is stored.get(kato) and above != (unit.above_ru, unit.above_kk):
            news.append(unit)
        unit.above_ru, unit.above_kk = above
    return news


def _store_streets(register: Register, report: ImportReport, step: Callable[[int], None]) -> list[Change]:
    lines = {row.register_id: row.line for row in register.streets}
    kept = ("kind_ru", "kind_kk", "is_actual", "modified_at")
    rows = map(_street, register.streets)
    written = upsert(Rows(Street, "register_id", rows, kept, derived=("former",)), report.streets, step)
    for register_id in written.older:
        report.findings.add("older_than_stored", lines[register_id])
    return written.changes


def _street(row: StreetRow) -> Street:
    return Street(
        register_id=row.register_id,
        settlement_id=row.settlement_kato,
        kind_ru=row.kind_ru,
        kind_kk=row.kind_kk,
        name_ru=row.name_ru,
        name_kk=row.name_kk,
        district_id=row.district_kato or None,
        area_ru=row.area_ru,
        area_kk=row.area_kk,
        is_actual=cast(bool, row.is_actual),
        modified_at=row.modified_at,
    )


def _store_buildings(register: Register, report: ImportReport, step: Callable[[int], None]) -> list[Change]:
    codes = {row.street_register_id for row in register.buildings}
    street_ids = dict(Street.objects.filter(register_id__in=codes).values_list("register_id", "pk"))
    rows = _buildings(register, street_ids)
    kept = ("kind_ru", "kind_kk", "note", "modified_at")
    written = upsert(Rows(Building, "rca", rows, kept), report.buildings, step)
    if written.older:
        lines = {row.rca: row.line for row in register.buildings}
        for rca in written.older:
            report.findings.add("older_than_stored", lines[rca])
    return [each for each in written.changes if each.old.street_id != each.new.street_id]


def _buildings(register: Register, street_ids: dict[str, int]) -> Iterator[Building]:
    for row in register.buildings:
        whole, suffix = parse_house_number(row.number)
        yield Building(
            rca=row.rca,
            street_id=street_ids[row.street_register_id],
            number=row.number,
            whole=whole,
            suffix=suffix,
            kind_ru=row.kind_ru,
            kind_kk=row.kind_kk,
            note=row.note,
            is_actual=row.is_actual,
            modified_at=row.modified_at,
        )
