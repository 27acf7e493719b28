"""What an import carries: rows of the register as they were read, before anything is stored."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple


class Line(NamedTuple):
    """Where a row was read, so that a person can open the file there; the header is line 1."""

    file: str
    number: int

    def __str__(self) -> str:
        return f"{self.file}:{self.number}"


NOWHERE = Line("", 0)  # of rows that no file told


@dataclass(frozen=True)
class SettlementRow:
    """
    `parent_kato` is the unit it lies in; empty for the first level.

    Here and below: `is_actual` is None, and other texts are empty, where the source does not say.
    """

    kato: str
    kind_ru: str
    kind_kk: str
    name_ru: str
    name_kk: str
    parent_kato: str = ""
    register_id: str = ""
    is_actual: bool | None = None
    modified_at: dt.datetime | None = None
    line: Line = NOWHERE


@dataclass(frozen=True)
class StreetRow:
    line: Line
    register_id: str
    settlement_kato: str
    kind_ru: str
    kind_kk: str
    name_ru: str
    name_kk: str
    district_kato: str = ""
    area_ru: str = ""
    area_kk: str = ""
    is_cut: bool = False  # the source stopped at its page limit: houses are missing
    is_actual: bool | None = None
    modified_at: dt.datetime | None = None


@dataclass(frozen=True)
class BuildingRow:
    line: Line
    rca: str
    street_register_id: str
    number: str
    kind_ru: str
    kind_kk: str
    note: str = ""
    is_actual: bool = True
    modified_at: dt.datetime | None = None


@dataclass(frozen=True)
class RenameRow:
    """What some paper says of a street's names, kinds and quotation marks included."""

    line: Line
    settlement_kato: str
    district_ru: str
    old_name: str
    new_name: str
    status: str
    year: str
    source: str


class Findings:
    """Known faults of real data: the row is kept and reported. Lines by what was found."""

    def __init__(self) -> None:
        self.lines: dict[str, list[Line]] = defaultdict(list)

    def add(self, code: str, line: Line) -> None:
        self.lines[code].append(line)


@dataclass
class Register:
    """
    Everything that was read, of whatever files.

    `kinds` are the register's own words for kinds of streets and buildings, in small letters; empty when the
    dictionary was not given. `found` holds the faults met on the way; `left_alone` the files that are not addresses.
    """

    settlements: dict[str, SettlementRow] = field(default_factory=dict)
    streets: list[StreetRow] = field(default_factory=list)
    buildings: list[BuildingRow] = field(default_factory=list)
    renames: list[RenameRow] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)
    found: Findings = field(default_factory=Findings)
    left_alone: list[str] = field(default_factory=list)

    def katos_named(self) -> set[str]:
        """Codes of the units that streets and renamings lie in."""
        katos = {kato for row in self.streets for kato in (row.settlement_kato, row.district_kato)}
        return (katos | {row.settlement_kato for row in self.renames}) - {""}
