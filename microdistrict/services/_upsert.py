"""Writing rows by their code: only what is new or differs; rows that nobody names stay as they are."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db import models

from microdistrict.services._report import Tally

BATCH = 1000


@dataclass
class Change:
    """A row as it was stored, and as the source has it now."""

    old: Any
    new: Any


@dataclass(frozen=True)
class Rows:
    """
    Rows of one model to be written.

    `kept` are fields where an empty value says nothing and the stored one stays; `derived` are kept by others.
    """

    model: type[models.Model]
    key: str
    rows: Iterable[models.Model]
    kept: tuple[str, ...] = ()
    derived: tuple[str, ...] = ()


@dataclass
class Written:
    changes: list[Change] = field(default_factory=list)
    older: list[Any] = field(default_factory=list)  # keys of rows that the store has in a newer version


def upsert(what: Rows, tally: Tally, step: Callable[[int], None]) -> Written:
    """A row with an earlier `modified_at` than the stored one is not applied."""
    fields = [
        each
        for each in what.model._meta.concrete_fields
        if each.name not in what.derived
        and not each.generated
        and (not each.primary_key or each.name == what.key)
    ]
    others = [each.name for each in fields if each.name != what.key]
    written = Written()
    for batch in _batched(what.rows):
        keys = [getattr(row, what.key) for row in batch]
        stored = what.model._default_manager.in_bulk(keys, field_name=what.key)
        to_write = []
        for row in batch:
            old = stored.get(getattr(row, what.key))
            if old is None:
                _keep(row, what.model(), what.kept)
                tally.created += 1
            elif _is_older(row, old):
                written.older.append(getattr(row, what.key))
                tally.unchanged += 1
                continue
            else:
                _keep(row, old, what.kept)
                if all(each.pre_save(row, add=True) == getattr(old, each.attname) for each in fields):
                    tally.unchanged += 1
                    continue
                tally.changed += 1
                written.changes.append(Change(old, row))
            to_write.append(row)
        what.model._default_manager.bulk_create(
            to_write, update_conflicts=True, unique_fields=[what.key], update_fields=others
        )
        step(len(batch))
    return written


def _is_older(row: Any, old: Any) -> bool:
    return bool(row.modified_at and old.modified_at and row.modified_at < old.modified_at)


def _keep(row: Any, old: Any, kept: tuple[str, ...]) -> None:
    for name in kept:
        if getattr(row, name) in ("", None):
            setattr(row, name, getattr(old, name))


def _batched(rows: Iterable[models.Model]) -> Iterator[list[models.Model]]:
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        yield batch
