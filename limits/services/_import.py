"""Limits from NOBD, by a file or by its service: all rows or none, never over what people decided."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter

from django.utils.translation import gettext as _

from limits.errors import RowsRefused, YearIsPast, YearNotOpened
from limits.services._batch import Batch
from limits.services._report import ImportReport
from limits.services._rows import RawRow, Row, read_rows
from limits.services._told import check_year
from oqu.core.acting import Actor, acting
from oqu.core.errors import DomainError
from staff.selectors import schools_with_bins

BATCH = 500
Progress = Callable[[int, int], None]


def _in_silence(done: int, total: int) -> None:
    """Nobody watches."""


def import_rows(
    raw: Sequence[RawRow],
    *,
    by: Actor,
    now: dt.datetime,
    overwrite: bool = False,
    progress: Progress = _in_silence,
) -> ImportReport:
    """
    Take what NOBD states. A second time nothing changes.

    What a school has stated itself stays, unless `overwrite`; a total below what is taken never comes in. Both
    are kept as offers for the school and told in the report. Locks the class limits that change, in the order of
    their keys.

    :raises RowsRefused: with every error found, by its row; nothing was taken
    """
    rows, problems = read_rows(raw)
    schools = {school.bin: school for school in schools_with_bins({row.org_bin for row in rows})}
    unknown = _("no school of the portal has the BIN %(bin)s; add it in the administration first")
    problems += [
        f"{row.place}: {unknown % {'bin': row.org_bin}}" for row in rows if row.org_bin not in schools
    ]
    if problems:
        raise RowsRefused(problems)

    report = ImportReport()
    codes = {school.pk: school.code for school in schools.values()}
    with acting(by):
        by_parallel = [
            ((schools[row.org_bin].pk, row.school_year, row.language), row)
            for row in _open(rows, report, now)
        ]
        by_parallel.sort(key=itemgetter(0))
        for start in range(0, len(by_parallel), BATCH):
            rows_now = dict(by_parallel[start : start + BATCH])
            Batch(rows_now, codes, report, by=by, now=now, overwrite=overwrite).take()
            progress(start + len(rows_now), len(by_parallel))
    return report


def _open(rows: Iterable[Row], report: ImportReport, now: dt.datetime) -> list[Row]:
    """Without those of years that cannot be stated."""
    refusals: dict[int, DomainError | None] = {}
    found = []
    for row in rows:
        if row.school_year not in refusals:
            try:
                check_year(row.school_year, now=now)
                refusals[row.school_year] = None
            except (YearIsPast, YearNotOpened) as refusal:
                refusals[row.school_year] = refusal
        if refusals[row.school_year] is None:
            found.append(row)
        else:
            report.skipped.append(f"{row.place}: {refusals[row.school_year]}")
    return found
