"""What is wrong with the rows: errors refuse everything, findings are reported and kept."""

import re
from collections import Counter

from microdistrict.models import Settlement, Street
from microdistrict.services._rows import Findings, Register, StreetRow

_RCA = re.compile(r"[0-9]{16}", re.ASCII)


def errors_in(register: Register) -> list[str]:
    """One sentence an error, each with the file and the line."""
    return [*_errors_in_streets(register), *_errors_in_buildings(register)]


def _errors_in_streets(register: Register) -> list[str]:
    errors = []
    known = register.settlements.keys() | Settlement.objects.in_bulk(register.units_of_streets()).keys()
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
        for kato in filter(None, (row.settlement_kato, row.district_kato)):
            if kato not in known:
                errors.append(f"{row.line}: unknown settlement {kato}, give the classifier (kato.csv) too")
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
    found = Findings()
    _look_at_streets(register, found)
    _look_at_buildings(register, found)
    return found


def _look_at_streets(register: Register, found: Findings) -> None:
    built = {row.street_register_id for row in register.buildings}
    lived_in = {row.street_register_id for row in register.buildings if row.is_actual}
    names = Counter(_name_of(row) for row in register.streets)
    for row in register.streets:
        if names[_name_of(row)] > 1:
            found.add("two_streets_of_one_name", row.line)
        if row.name_ru == row.name_kk:
            found.add("one_spelling_in_both_languages", row.line)
        if row.is_cut:
            found.add("houses_missing_at_the_source", row.line)
        if register.buildings and row.register_id not in built:
            found.add("street_without_buildings", row.line)
        elif register.buildings and row.register_id not in lived_in:
            found.add("street_with_obsolete_numbers_only", row.line)
        if register.kinds and not {row.kind_ru, row.kind_kk} <= register.kinds:
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
        if register.kinds and not {row.kind_ru, row.kind_kk} <= register.kinds:
            found.add("kind_not_in_the_dictionary", row.line)
