"""What an import carries: rows of the register as they were read, before anything is stored."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple


class Line(NamedTuple):
    """Where a row was read, so that a person can open the file there; the header is line 1."""

    file: str
    number: int

    def __str__(self) -> str:
        return f"{self.file}:{self.number}"


@dataclass(frozen=True)
class SettlementRow:
    kato: str
    kind_ru: str
    kind_kk: str
    name_ru: str
    name_kk: str


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


@dataclass
class Register:
    """
    Everything that was read, of whatever files.

    `kinds` are the register's own words for kinds of streets and buildings, in small letters; empty when the
    dictionary was not given.
    """

    settlements: dict[str, SettlementRow] = field(default_factory=dict)
    streets: list[StreetRow] = field(default_factory=list)
    buildings: list[BuildingRow] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)

    def units_of_streets(self) -> set[str]:
        """Codes of the settlements and districts the streets lie in."""
        return {kato for row in self.streets for kato in (row.settlement_kato, row.district_kato) if kato}


class Findings:
    """Known faults of real data: the row is kept and reported. Lines by what was found."""

    def __init__(self) -> None:
        self.lines: dict[str, list[Line]] = defaultdict(list)

    def add(self, code: str, line: Line) -> None:
        self.lines[code].append(line)
