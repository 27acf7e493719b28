"""Renamings of streets as papers tell of them."""

import re

from microdistrict.services._reading.formats import Format, Reading, Row, columns
from microdistrict.services._reading.rows import Line, RenameRow

_IN_FORCE = re.compile(r"approved|adopted")
_NO_LONGER = re.compile(r"\s*\((прежняя|бұрынғы)\)")


def _add_rename(reading: Reading, row: Row, line: Line) -> None:
    found = reading.register.found
    if not (row["old_name"] and row["new_name"]):
        reading.problems.append(f"{line}: a renaming needs the old and the new name")
        return
    if not _IN_FORCE.search(row["status"]):
        found.add("renaming_not_decided", line)
    if not row["year"]:
        found.add("renaming_without_a_year", line)
    if "без названия" in row["old_name"]:
        found.add("renaming_of_a_street_without_a_name", line)
    if _NO_LONGER.search(row["old_name"]):
        found.add("old_name_given_to_another_street", line)
    reading.register.renames.append(
        RenameRow(
            line=line,
            settlement_kato=row["city_kato"],
            district_ru=row["district_ru"],
            old_name=row["old_name"],
            new_name=row["new_name"],
            status=row["status"],
            year=row["year"],
            source=row["source"],
        )
    )


FORMATS = (
    Format(
        columns("city_kato district_ru old_name new_name status year source"),
        _add_rename,
        marks=columns("old_name new_name"),
        title="renamings of streets",
    ),
)
