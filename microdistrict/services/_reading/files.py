"""Reading files: which file is which is told by its columns, not by its name."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from microdistrict.services._reading import classifier, neighbourhood, register_tables, renames
from microdistrict.services._reading.formats import Format, Reading, Row
from microdistrict.services._reading.joining import join
from microdistrict.services._reading.rows import Line

FORMATS = (
    *classifier.FORMATS,
    *neighbourhood.FORMATS,
    *register_tables.FORMATS,
    *renames.FORMATS,
)


def read_files(paths: list[Path]) -> Reading:
    """
    Everything the files and folders hold; what cannot be read is among the problems.

    A folder may hold other tables as well: they are left alone. A file that was named must be known.
    """
    reading = Reading()
    for path in paths:
        if path.is_dir():
            for file in sorted(path.glob("*.csv")):
                _read(file, reading, must_be_known=False)
        else:
            _read(path, reading, must_be_known=True)
    join(reading)
    return reading


def _read(path: Path, reading: Reading, *, must_be_known: bool) -> None:
    problems = reading.problems
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            delimiter = ";" if ";" in file.readline() else ","
            file.seek(0)
            reader = csv.reader(file, strict=True, delimiter=delimiter)
            header = [name.strip() for name in next(reader, [])]
            layout = _closest(header, path.stem)
            missing = layout.columns.difference(header)
            if missing and not must_be_known and layout.marks.isdisjoint(header):
                reading.register.left_alone.append(path.name)
                return
            if missing:
                problems.append(f"{path.name}:1: missing columns: {', '.join(sorted(missing))}")
            else:
                for line, row in _rows(path.name, header, reader, problems):
                    layout.add(reading, row, line)
    except OSError as error:
        problems.append(f"{path}: cannot be opened ({error.strerror})")
    except UnicodeDecodeError:
        problems.append(f"{path.name}: not a text in UTF-8")
    except csv.Error as error:
        problems.append(f"{path.name}:{reader.line_num}: broken CSV ({error})")


def _closest(header: list[str], stem: str) -> Format:
    """The layout that has the largest part of its columns in the header, and the most of them."""
    there = set(header)
    named = [each for each in FORMATS if stem.startswith(each.stem)]
    return max(
        named, key=lambda each: (len(each.columns & there) / len(each.columns), len(each.columns & there))
    )


def _rows(name: str, header: list[str], reader: Any, problems: list[str]) -> Iterator[tuple[Line, Row]]:
    for cells in reader:
        line = Line(name, reader.line_num)
        if not cells:
            continue
        if len(cells) != len(header):
            problems.append(f"{line}: {len(cells)} values where the header has {len(header)} columns")
            continue
        yield line, {column: cell.strip() for column, cell in zip(header, cells, strict=True)}
