"""Schools from a list of the ministry: they exist and are found, but without a BIN they cannot sign."""

import csv
import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from oqu.core.acting import Actor, acting
from staff.errors import SchoolsRefused
from staff.models import School

COLUMNS = ("id", "region_kato", "settlement_kato", "name_ru", "name_kz", "address_ru")
NAMED_BY_THE_LIST = ("name_ru", "name_kk", "region_kato", "settlement_kato")
BATCH = 500
_KATO = re.compile(r"[0-9]{9}", re.ASCII)
_ID = re.compile(r"[0-9]{1,8}", re.ASCII)
Row = dict[str, str]


@dataclass
class SchoolsReport:
    """Counts rows. `findings`: known faults of real data by what they are, with their lines; such rows are kept."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    findings: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))


def _in_silence(done: int, total: int) -> None:
    """Nobody watches."""


def import_schools(
    path: Path, *, by: Actor, progress: Callable[[int, int], None] = _in_silence
) -> SchoolsReport:
    """
    Take a CSV with the columns id, region_kato, settlement_kato, name_ru, name_kz, address_ru; others are left alone.
    A kato.csv in the same folder is the classifier that settlements must stand in.

    A school is known again by its code, the region's two digits and its id: the list renames it, and leaves alone
    what its director keeps. All or nothing.

    :raises SchoolsRefused: with every error found, by its line
    """
    rows = _read(path, COLUMNS)
    beside = path.with_name("kato.csv")
    known = {row["code"] for _, row in _read(beside, ("code",))} if beside.exists() else None
    report = SchoolsReport()
    problems: list[str] = []
    lines: dict[str, int] = {}
    schools: list[School] = []
    for line, row in rows:
        wrong = _errors_in(row, known, lines)
        problems += [f"{path.name}, line {line}: {sentence}" for sentence in wrong]
        if not wrong:
            lines[row["id"]] = line
            schools.append(_school(row, line, report))
    if problems:
        raise SchoolsRefused(problems)
    with acting(by):
        for start in range(0, len(schools), BATCH):
            _store(schools[start : start + BATCH], report)
            progress(min(start + BATCH, len(schools)), len(schools))
    return report


def _read(path: Path, columns: tuple[str, ...]) -> list[tuple[int, Row]]:
    """Rows with their lines; the header is line 1."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            missing = [column for column in columns if column not in (reader.fieldnames or [])]
            if missing:
                raise SchoolsRefused([f"{path.name}, line 1: missing columns: {', '.join(missing)}"])
            return [
                (reader.line_num, {name: (row[name] or "").strip() for name in columns}) for row in reader
            ]
    except OSError as error:
        raise SchoolsRefused([f"{path}: cannot be opened ({error.strerror})"]) from error
    except UnicodeDecodeError as error:
        raise SchoolsRefused([f"{path.name}: not a text in UTF-8"]) from error
    except csv.Error as error:
        raise SchoolsRefused([f"{path.name}: broken CSV ({error})"]) from error


def _errors_in(row: Row, known: set[str] | None, lines: dict[str, int]) -> list[str]:
    wrong = []
    if not _ID.fullmatch(row["id"]):
        wrong.append(f"the id is a number, not «{row['id']}»")
    elif row["id"] in lines:
        wrong.append(f"the id {row['id']} stands in line {lines[row['id']]} already")
    if not _KATO.fullmatch(row["region_kato"]):
        wrong.append(f"the region has nine digits (KATO), not «{row['region_kato']}»")
    for name in ("region_kato", "settlement_kato"):
        if row[name] and known is not None and row[name] not in known:
            wrong.append(f"unknown {name} {row[name]}: kato.csv does not have it")
    if not (row["name_ru"] or row["name_kz"]):
        wrong.append("the school has no name")
    if max(len(row[name]) for name in ("name_ru", "name_kz", "address_ru")) > 300:
        wrong.append("a name or an address is longer than 300 letters")
    return wrong


def _school(row: Row, line: int, report: SchoolsReport) -> School:
    if not row["settlement_kato"]:
        report.findings["without a settlement, so no address leads to them"].append(line)
    if not row["name_ru"]:
        report.findings["without a Russian name, the Kazakh one is shown"].append(line)
    if not row["name_kz"]:
        report.findings["without a Kazakh name, the Russian one is shown"].append(line)
    return School(
        code=f"{row['region_kato'][:2]}{int(row['id']):04d}",
        name_ru=row["name_ru"] or row["name_kz"],
        name_kk=row["name_kz"],
        region_kato=row["region_kato"],
        settlement_kato=row["settlement_kato"],
        address_ru=row["address_ru"],
    )


def _store(schools: list[School], report: SchoolsReport) -> None:
    stored = School.objects.in_bulk([school.code for school in schools], field_name="code")
    changed = []
    for school in schools:
        old = stored.get(school.code)
        if old is None:
            continue
        if all(getattr(old, name) == getattr(school, name) for name in NAMED_BY_THE_LIST):
            report.unchanged += 1
            continue
        for name in NAMED_BY_THE_LIST:
            setattr(old, name, getattr(school, name))
        changed.append(old)
    new = [school for school in schools if school.code not in stored]
    School.objects.bulk_create(new)
    School.objects.bulk_update(changed, NAMED_BY_THE_LIST)
    report.created += len(new)
    report.changed += len(changed)
