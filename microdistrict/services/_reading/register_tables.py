"""The address register's own tables (s_ats, s_geonims, s_buildings) and dictionaries (d_…), as data.egov.kz gives them."""

import datetime as dt
from collections.abc import Callable

from microdistrict.services._reading.formats import Format, Reading, Row, columns
from microdistrict.services._reading.rows import Line
from microdistrict.services._reading.tables import Geonim, House, Unit
from oqu.core.clock import ALMATY

_YES = {"true", "t", "1", "да"}
_NO = {"false", "f", "0", "нет"}


class Unreadable(ValueError):
    """A value that cannot be what its column says; the text names it."""


def unit_of(row: Row, line: Line) -> Unit:
    """:raises Unreadable:"""
    return Unit(
        line=line,
        id=_code("A", row["id"]) or _missing("id"),
        parent_id=_code("A", row["parent_id"]),
        kind_id=_code("A", row["d_ats_type_id"]),
        name_ru=row["name_rus"] or _missing("name_rus"),
        name_kk=row["name_kaz"] or row["name_rus"],
        kato=row["cato"],
        is_actual=_flag(row["actual"]),
        modified_at=_moment(row["modified"]),
        path_ru=row.get("full_path_rus", ""),
        path_kk=row.get("full_path_kaz", ""),
    )


def geonim_of(row: Row, line: Line) -> Geonim:
    """:raises Unreadable:"""
    return Geonim(
        line=line,
        id=_code("G", row["id"]) or _missing("id"),
        parent_id=_code("G", row["parent_id"]),
        unit_id=_code("A", row["s_ats_id"]),
        kind_id=_code("G", row["d_geonims_type_id"]),
        name_ru=row["name_rus"] or row["name_kaz"] or _missing("name_rus"),
        name_kk=row["name_kaz"] or row["name_rus"],
        kato=row["cato"],
        is_actual=_flag(row["actual"]),
        modified_at=_moment(row["modified"]),
        path_ru=row.get("full_path_rus", ""),
        path_kk=row.get("full_path_kaz", ""),
    )


def house_of(row: Row, line: Line) -> House:
    """:raises Unreadable:"""
    return House(
        line=line,
        unit_id=_code("A", row["s_ats_id"]),
        street_id=_code("G", row["s_geonims_id"]),
        kind_id=_code("B", row.get("d_buildings_pointer_code") or row.get("d_buildings_pointer_id", "")),
        number=row["number"],
        rca=row["rca"],
        is_actual=_flag(row["actual"]),
        modified_at=_moment(row["modified"]),
        path_ru=row.get("full_path_rus", ""),
        path_kk=row.get("full_path_kaz", ""),
    )


def _code(letter: str, number: str) -> str:
    """The register prints its numbers with the letter of the table: A8, G11. Nothing and 0 point to nothing."""
    bare = number.removeprefix(letter)
    if bare in {"", "0", "null"}:
        return ""
    if not (bare.isascii() and bare.isdigit()):
        raise Unreadable(f"«{number}» is not a number of the register")
    return f"{letter}{bare}"


def _missing(column: str) -> str:
    raise Unreadable(f"{column} is empty")


def _flag(value: str) -> bool:
    known = value.lower()
    if known not in _YES | _NO:
        raise Unreadable(f"actual is «{value}», neither true nor false")
    return known in _YES


def _moment(value: str) -> dt.datetime | None:
    """Without an offset it is the time of Almaty."""
    if not value:
        return None
    try:
        moment = dt.datetime.fromisoformat(value)
    except ValueError:
        raise Unreadable(f"modified is «{value}», not a moment") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=ALMATY)


def _add(to: str, read: Callable[[Row, Line], object]) -> Callable[[Reading, Row, Line], None]:
    def add(reading: Reading, row: Row, line: Line) -> None:
        try:
            getattr(reading.tables, to).append(read(row, line))
        except Unreadable as reason:
            reading.problems.append(f"{line}: {reason}")

    return add


def add_dictionary_row(reading: Reading, dictionary: str, row: Row) -> None:
    """`dictionary` is one of DICTIONARIES."""
    words = (row["value_ru"].lower(), row["value_kz"].lower())
    reading.register.kinds |= set(words)
    for number in {row.get("id", ""), row["code"]} - {""}:
        reading.tables.kinds[f"{DICTIONARIES[dictionary]}{number}"] = words


def _of_dictionary(name: str) -> Format:
    def add(reading: Reading, row: Row, line: Line) -> None:
        add_dictionary_row(reading, name, row)

    return Format(columns("code value_kz value_ru"), add, stem=name, title="kinds")


# The dictionaries, with the letter before the numbers in them.
DICTIONARIES = {"d_ats_types": "A", "d_geonims_types": "G", "d_buildings_pointers": "B"}
FORMATS = (
    Format(
        columns("id parent_id d_ats_type_id name_kaz name_rus cato actual modified"),
        _add("units", unit_of),
        marks=columns("d_ats_type_id"),
        title="units of the register",
    ),
    Format(
        columns("id parent_id s_ats_id d_geonims_type_id name_kaz name_rus cato actual modified"),
        _add("geonims", geonim_of),
        marks=columns("d_geonims_type_id"),
        title="streets of the register",
    ),
    Format(
        columns("id s_ats_id s_geonims_id number rca actual modified"),
        _add("houses", house_of),
        marks=columns("s_geonims_id number"),
        title="buildings of the register",
    ),
    *map(_of_dictionary, DICTIONARIES),
)
