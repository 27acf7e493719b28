"""Reading a file of limits: CSV with a header, or a JSON list of objects, in the columns of docs/integrations/nobd.md."""

import csv
import json
from pathlib import Path

from limits.errors import RowsRefused
from limits.services._rows import COLUMNS, RawRow


def read_file(path: Path) -> list[RawRow]:
    """
    Rows as they stand in the file, each with its place in it. In a CSV the header is line 1; in a JSON list the
    first object is row 1.

    :raises RowsRefused: the file cannot be read, or is of another form
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise RowsRefused([f"{path}: cannot be opened ({error.strerror})"]) from error
    except UnicodeDecodeError as error:
        raise RowsRefused([f"{path.name}: not a text in UTF-8"]) from error
    if text.lstrip().startswith(("[", "{")):
        return _json_rows(path.name, text)
    return _csv_rows(path.name, text)


def _json_rows(name: str, text: str) -> list[RawRow]:
    try:
        found = json.loads(text)
    except ValueError as error:
        raise RowsRefused([f"{name}: broken JSON ({error})"]) from error
    if isinstance(found, dict):
        found = found.get("class_sets")
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise RowsRefused([f"{name}: not a list of objects"])
    return [RawRow(f"{name}, row {place}", each) for place, each in enumerate(found, 1)]


def _csv_rows(name: str, text: str) -> list[RawRow]:
    lines = text.splitlines()
    separator = ";" if lines and lines[0].count(";") > lines[0].count(",") else ","
    reader = csv.reader(lines, delimiter=separator, strict=True)
    try:
        header = [column.strip().lower() for column in next(reader, [])]
        missing = sorted(set(COLUMNS) - set(header))
        if missing:
            raise RowsRefused([f"{name}, line 1: missing columns: {', '.join(missing)}"])
        rows, problems = [], []
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) == len(header):
                rows.append(RawRow(f"{name}, line {reader.line_num}", dict(zip(header, cells, strict=True))))
            else:
                problems.append(
                    f"{name}, line {reader.line_num}: {len(cells)} values where the header has {len(header)}"
                )
    except csv.Error as error:
        raise RowsRefused([f"{name}, line {reader.line_num}: broken CSV ({error})"]) from error
    if problems:
        raise RowsRefused(problems)
    return rows
