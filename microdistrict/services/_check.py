"""What is wrong with the rows: errors refuse everything, findings are reported and kept."""

import re
from collections import Counter

from microdistrict.folding import fold, names_a_kind
from microdistrict.models import Settlement, Street
from microdistrict.services._reading.rows import Findings, Register, StreetRow

_KATO = re.compile(r"[0-9]{9}", re.ASCII)
_RCA = re.compile(r"[0-9]{16}", re.ASCII)


def errors_in(register: Register) -> list[str]:
    """One sentence an error, each with the file and the line."""
    return [*_errors_in_units(register), *_errors_in_streets(register), *_errors_in_buildings(register)]


def _errors_in_units(register: Register) -> list[str]:
    errors = []
    for row in register.settlements.values():
        if not _KATO.fullmatch(row.kato):
            errors.append(f"{row.line}: the code of a unit has 9 digits, not «{row.kato}»")
        if not row.name_ru or not row.name_kk:
            errors.append(f"{row.line}: the unit has no name in one of the languages")
    return errors


def _errors_in_streets(register: Register) -> list[str]:
    errors = []
    known = register.settlements.keys() | Settlement.objects.in_bulk(register.katos_named()).keys()
    times = Counter(row.register_id for row in register.streets)
    for row in register.streets:
        if not row.register_id:
            errors.append(f"{row.line}: the street has no code")
        elif times[row.register_id] > 1:
            errors.append(
                f"{row.line}: the code {row.register_id} stands at {times[row.register_id]} streets"
            )
        if not row.name_ru or not row.name_kk:
            errors.append(f"{row.line}: the street has no name in one of the languages")
    places = [(row.line, [row.settlement_kato, row.district_kato]) for row in register.streets]
    places += [(row.line, [row.settlement_kato]) for row in register.renames]
    for line, katos in places:
        for kato in filter(None, katos):
            if kato not in known:
                errors.append(f"{line}: unknown settlement {kato}, give the classifier (kato.csv) too")
    return errors


def _errors_in_buildings(register: Register) -> list[str]:
    errors = []
    streets = {row.register_id for row in register.streets}
    elsewhere = {row.street_register_id for row in register.buildings} - streets
    streets |= set(Street.objects.filter(register_id__in=elsewhere).values_list("register_id", flat=True))
    times = Counter(row.rca for row in register.buildings)
    for row in register.buildings:
        if not _RCA.fullmatch(row.rca):
            errors.append(f"{row.line}: the code of an address has 16 digits, not «{row.rca}»")
        elif times[row.rca] > 1:
            errors.append(f"{row.line}: the code {row.rca} stands at {times[row.rca]} addresses")
        if row.street_register_id not in streets:
            errors.append(f"{row.line}: unknown street {row.street_register_id}")
        if not row.number:
            errors.append(f"{row.line}: the building has no number")
    return errors


def findings_in(register: Register) -> Findings:
    """Those met while reading, and those that only all rows together show."""
    found = register.found
    _look_at_units(register, found)
    _look_at_streets(register, found)
    _look_at_buildings(register, found)
    _look_at_renamings(register, found)
    return found


def _look_at_units(register: Register, found: Findings) -> None:
    rows = register.settlements.values()
    names = Counter((row.parent_kato, row.kind_ru, row.name_ru.lower()) for row in rows)
    for row in rows:
        if names[row.parent_kato, row.kind_ru, row.name_ru.lower()] > 1:
            found.add("two_units_of_one_name", row.line)


def _look_at_streets(register: Register, found: Findings) -> None:
    built = {row.street_register_id for row in register.buildings}
    lived_in = {row.street_register_id for row in register.buildings if row.is_actual}
    names = Counter(_name_of(row) for row in register.streets)
    for row in register.streets:
        if names[_name_of(row)] > 1:
            found.add("two_streets_of_one_name", row.line)
        if row.name_ru == row.name_kk:
            found.add("one_spelling_in_both_languages", row.line)
        if names_a_kind(row.name_ru):
            found.add("street_named_like_another_kind", row.line)
        if row.name_ru.isdigit():
            found.add("street_named_by_a_number", row.line)
        if row.is_cut:
            found.add("houses_missing_at_the_source", row.line)
        if row.is_actual is False:
            found.add("obsolete_street", row.line)
        elif register.buildings and row.register_id not in built:
            found.add("street_without_buildings", row.line)
        elif register.buildings and row.register_id not in lived_in:
            found.add("street_with_obsolete_numbers_only", row.line)
        if register.kinds and not {row.kind_ru, row.kind_kk} - {""} <= register.kinds:
            found.add("kind_not_in_the_dictionary", row.line)


def _name_of(row: StreetRow) -> tuple[str, str]:
    return row.settlement_kato, row.name_ru.lower()


def _look_at_buildings(register: Register, found: Findings) -> None:
    numbers = Counter((row.street_register_id, row.number) for row in register.buildings if row.is_actual)
    for row in register.buildings:
        if not row.is_actual:
            found.add("obsolete_number", row.line)
        elif numbers[row.street_register_id, row.number] > 1:
            found.add("one_number_twice_on_a_street", row.line)
        if register.kinds and not {row.kind_ru, row.kind_kk} - {""} <= register.kinds:
            found.add("kind_not_in_the_dictionary", row.line)


def _look_at_renamings(register: Register, found: Findings) -> None:
    """Papers contradict each other: one street of two new names, one new name for several streets."""
    told = {(row.settlement_kato, fold(row.old_name), fold(row.new_name)) for row in register.renames}
    old = Counter((kato, name) for kato, name, _ in told)
    new = Counter((kato, name) for kato, _, name in told)
    for row in register.renames:
        if old[row.settlement_kato, fold(row.old_name)] > 1:
            found.add("two_new_names_for_one_street", row.line)
        if new[row.settlement_kato, fold(row.new_name)] > 1:
            found.add("one_new_name_for_several_streets", row.line)
