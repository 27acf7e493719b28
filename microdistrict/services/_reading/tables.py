"""
Rows of the address register's own tables, as they came: units (s_ats), streets (s_geonims), buildings (s_buildings).

Codes are the register's numbers with the letter of their table before them, as the register itself prints them: A units,
G streets, B kinds of buildings. `path_…` is the register's own full address of the row, which may be broken.
"""

import datetime as dt
from dataclasses import dataclass, field

from microdistrict.services._reading.rows import Line


@dataclass(frozen=True)
class _Row:
    line: Line
    kind_id: str
    is_actual: bool
    modified_at: dt.datetime | None
    path_ru: str
    path_kk: str


@dataclass(frozen=True)
class Unit(_Row):
    id: str
    parent_id: str
    name_ru: str
    name_kk: str
    kato: str


@dataclass(frozen=True)
class Geonim(_Row):
    id: str
    parent_id: str
    unit_id: str
    name_ru: str
    name_kk: str
    kato: str


@dataclass(frozen=True)
class House(_Row):
    unit_id: str
    street_id: str
    number: str
    rca: str


@dataclass
class Tables:
    """`kinds` are the dictionaries: code with the letter of its table, then the words in Russian and Kazakh."""

    units: list[Unit] = field(default_factory=list)
    geonims: list[Geonim] = field(default_factory=list)
    houses: list[House] = field(default_factory=list)
    kinds: dict[str, tuple[str, str]] = field(default_factory=dict)
