"""
Reading files of the register: which file is which is told by its columns, not by its name.

A file of another layout (the open data sets s_ats, s_geonims, s_buildings) is one more Format in FORMATS.
"""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from microdistrict.services._rows import BuildingRow, Line, Register, SettlementRow, StreetRow

Row = dict[str, str]


@dataclass(frozen=True)
class Format:
    """
    One layout: the columns that must be there and what a row of it adds to the register.

    A table with one of the `marks` is meant to be of this layout even when other columns are missing.
    """

    columns: frozenset[str]
    add: Callable[[Register, Row, Line], None]
    marks: frozenset[str] = frozenset()


# unit_type of the classifier: the kind as the address register words it
_KINDS_OF_SETTLEMENTS = {
    "republican_city": ("Город республиканского значения", "республикалық маңызы бар қаласы"),
    "city": ("Город", "қаласы"),
    "settlement": ("Поселок", "кенті"),
    "village": ("Село", "ауылы"),
    "rail_stop": ("Разъезд", "жол айрығы"),
    "city_district": ("Район в городе", "қала ішіндегі аудан"),
}


def _add_settlement(register: Register, row: Row, _line: Line) -> None:
    kind = _KINDS_OF_SETTLEMENTS.get(row["unit_type"])
    if kind:
        register.settlements[row["code"]] = SettlementRow(
            row["code"], *kind, row["short_ru"], row["short_kz"]
        )


def _add_kind(register: Register, row: Row, _line: Line) -> None:
    register.kinds |= {row["name_ru"].lower(), row["name_kz"].lower()}


def _add_street(register: Register, row: Row, line: Line) -> None:
    register.streets.append(
        StreetRow(
            line=line,
            register_id=row["geonim_id"],
            settlement_kato=row["city_kato"],
            kind_ru=row["type_ru"].lower(),
            kind_kk=row["type_kz"].lower(),
            name_ru=row["name_ru"],
            name_kk=row["name_kz"],
            district_kato=row["district_kato"],
            area_ru=row["area_ru"],
            area_kk=row["area_kz"],
            is_cut=row["page_limit_hit"] == "True",
        )
    )


def _add_building(register: Register, row: Row, line: Line) -> None:
    register.buildings.append(
        BuildingRow(
            line=line,
            rca=row["rca"],
            street_register_id=row["geonim_id"],
            number=row["house"],
            kind_ru=row["building_type_ru"].lower(),
            kind_kk=row["building_type_kz"].lower(),
            note=" ".join(filter(None, [row["extra_type"], row["extra"]])),
            is_actual=row["is_current"] == "1",
        )
    )


def _columns(names: str) -> frozenset[str]:
    return frozenset(names.split())


FORMATS = (
    Format(_columns("code parent_code unit_type short_kz short_ru"), _add_settlement),
    Format(_columns("id group name_kz name_ru"), _add_kind),
    Format(
        _columns(
            "geonim_id type_ru type_kz name_ru name_kz city_kato district_kato area_ru area_kz page_limit_hit"
        ),
        _add_street,
        _columns("geonim_id page_limit_hit"),
    ),
    Format(
        _columns("rca geonim_id house building_type_ru building_type_kz extra extra_type is_current"),
        _add_building,
        _columns("rca geonim_id"),
    ),
)


def read_files(paths: list[Path], problems: list[str]) -> Register:
    """
    Everything the files and folders hold; what cannot be read is added to `problems`.

    A folder may hold other tables as well: they are left alone. A file that was named must be known.
    """
    register = Register()
    for path in paths:
        if path.is_dir():
            for file in sorted(path.glob("*.csv")):
                _read(file, register, problems, must_be_known=False)
        else:
            _read(path, register, problems, must_be_known=True)
    return register


def _read(path: Path, register: Register, problems: list[str], *, must_be_known: bool) -> None:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = [name.strip() for name in next(reader, [])]
            layout = _closest(header)
            missing = layout.columns.difference(header)
            if missing and not must_be_known and layout.marks.isdisjoint(header):
                return
            if missing:
                problems.append(f"{path.name}:1: missing columns: {', '.join(sorted(missing))}")
            else:
                for line, row in _rows(path.name, header, reader, problems):
                    layout.add(register, row, line)
    except OSError as error:
        problems.append(f"{path}: cannot be opened ({error.strerror})")
    except UnicodeDecodeError:
        problems.append(f"{path.name}: not a text in UTF-8")
    except csv.Error as error:
        problems.append(f"{path.name}:{reader.line_num}: broken CSV ({error})")


def _closest(header: list[str]) -> Format:
    """The layout that has the largest part of its columns in the header."""
    return max(FORMATS, key=lambda each: len(each.columns.intersection(header)) / len(each.columns))


def _rows(name: str, header: list[str], reader: Any, problems: list[str]) -> Iterator[tuple[Line, Row]]:
    for cells in reader:
        line = Line(name, reader.line_num)
        if not cells:
            continue
        if len(cells) != len(header):
            problems.append(f"{line}: {len(cells)} values where the header has {len(header)} columns")
            continue
        yield line, {column: cell.strip() for column, cell in zip(header, cells, strict=True)}
