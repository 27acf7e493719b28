"""Writing rows of the register: only what is new or differs; rows that the files do not name stay as they are."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

from django.db import models

from microdistrict.house_numbers import parse_house_number
from microdistrict.models import Building, Settlement, Street
from microdistrict.services._report import ImportReport, Tally
from microdistrict.services._rows import Register, SettlementRow, StreetRow

BATCH = 500
Row = TypeVar("Row", bound=models.Model)
Progress = Callable[[int, int], None]


def store(register: Register, report: ImportReport, progress: Progress) -> None:
    """In the caller's transaction. `progress` hears (rows done, rows in all)."""
    # the classifier has 15,000 units: only those that have streets here are kept
    used = register.units_of_streets()
    towns = [row for kato, row in register.settlements.items() if kato in used]
    total = len(towns) + len(register.streets) + len(register.buildings)
    done = 0

    def step(rows: int) -> None:
        nonlocal done
        done += rows
        progress(done, total)

    _upsert(Settlement, "kato", map(_settlement, towns), report.settlements, step)
    _upsert(Street, "register_id", map(_street, register.streets), report.streets, step)
    codes = {row.street_register_id for row in register.buildings}
    ids = dict(Street.objects.filter(register_id__in=codes).values_list("register_id", "pk"))
    _upsert(Building, "rca", _buildings(register, ids), report.buildings, step)


def _settlement(row: SettlementRow) -> Settlement:
    return Settlement(**vars(row))


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
    )


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
        )


def _upsert(
    model: type[Row], key: str, rows: Iterable[Row], tally: Tally, step: Callable[[int], None]
) -> None:
    fields = [field for field in model._meta.concrete_fields if not field.primary_key or field.name == key]
    others = [field.name for field in fields if field.name != key]
    for batch in _batched(rows):
        stored = model._default_manager.in_bulk([getattr(row, key) for row in batch], field_name=key)
        to_write = []
        for row in batch:
            old = stored.get(getattr(row, key))
            if old is None:
                tally.created += 1
            elif any(field.pre_save(row, add=True) != getattr(old, field.attname) for field in fields):
                tally.changed += 1
            else:
                tally.unchanged += 1
                continue
            to_write.append(row)
        model._default_manager.bulk_create(
            to_write, update_conflicts=True, unique_fields=[key], update_fields=others
        )
        step(len(batch))


def _batched(rows: Iterable[Row]) -> Iterator[list[Row]]:
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        yield batch
