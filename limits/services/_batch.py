"""Some hundreds of rows of an import at a time, in as many statements whatever their number."""

import datetime as dt
from typing import Any

from limits.errors import BelowTaken, StatedBySchool
from limits.models import ClassLimit, LimitChange, NobdOffer
from limits.models.class_limit import Source
from limits.selectors.seats import FIRST_GRADE
from limits.services._report import Conflict, ImportReport
from limits.services._rows import Row
from limits.services._statement import STATED, is_stated_as, state
from oqu.core.acting import Actor
from oqu.core.errors import DomainError

Key = tuple[int, int, str]  # school, school year, language


class Batch:
    """`rows` by their parallel; what becomes of each is told to the report."""

    def __init__(
        self,
        rows: dict[Key, Row],
        codes: dict[int, str],
        report: ImportReport,
        *,
        by: Actor,
        now: dt.datetime,
        overwrite: bool,
    ) -> None:
        self.rows, self.codes, self.report = rows, codes, report
        self.by, self.now, self.overwrite = by, now, overwrite
        self.offers = {_key(offer): offer for offer in NobdOffer.objects.filter(**self._around())}
        self.changed: list[ClassLimit] = []
        self.history: list[LimitChange] = []
        self.offered: list[NobdOffer] = []
        self.settled: list[int] = []

    def take(self) -> None:
        for limit in self._locked_where_they_differ():
            self._take(limit, self.rows[_key(limit)])
        ClassLimit.objects.bulk_update(self.changed, STATED)
        LimitChange.objects.bulk_create(self.history)
        NobdOffer.objects.filter(pk__in=self.settled).delete()
        NobdOffer.objects.bulk_create(
            self.offered,
            update_conflicts=True,
            unique_fields=["school", "school_year", "grade", "language"],
            update_fields=["total", "class_count", "offered_at", "kept_at"],
        )

    def _locked_where_they_differ(self) -> list[ClassLimit]:
        """Only these wait for acceptances, and acceptances for these; a row that is missing is made first."""
        there = {_key(limit): limit for limit in self._limits()}
        same = {key for key, limit in there.items() if is_stated_as(limit, self.rows[key].told)}
        self.report.unchanged += len(same)
        self.settled += [offer.pk for key, offer in self.offers.items() if key in same]
        new = [ClassLimit(**_of(key)) for key in self.rows if key not in there]
        ClassLimit.objects.bulk_create(new, ignore_conflicts=True)
        return self._limits(lock=True, but=same)

    def _limits(self, *, lock: bool = False, but: set[Key] | None = None) -> list[ClassLimit]:
        found = ClassLimit.objects.filter(**self._around()).order_by("pk")
        wanted = [limit.pk for limit in found if _key(limit) in self.rows.keys() - (but or set())]
        rows = ClassLimit.objects.filter(pk__in=wanted).order_by("pk")
        return list(rows.select_for_update(no_key=True) if lock else rows)

    def _take(self, limit: ClassLimit, row: Row) -> None:
        is_new = limit.total is None
        try:
            self._check_not_the_schools(limit, row)
            change = state(limit, row.told, source=Source.NOBD, by=self.by, now=self.now)
        except (BelowTaken, StatedBySchool) as refusal:
            self._offer(limit, row, refusal)
            return
        self.changed.append(limit)
        self.history.append(change)
        if offer := self.offers.get(_key(limit)):
            self.settled.append(offer.pk)
        if is_new:
            self.report.created += 1
        else:
            self.report.changed += 1

    def _check_not_the_schools(self, limit: ClassLimit, row: Row) -> None:
        if limit.source == Source.SCHOOL and not self.overwrite:
            raise StatedBySchool(
                total=limit.total,
                classes=limit.class_count,
                nobd_total=row.told.total,
                nobd_classes=row.told.class_count,
            )

    def _offer(self, limit: ClassLimit, row: Row, refusal: DomainError) -> None:
        """What the school decided to stay with is not asked again until NOBD says something new."""
        known = self.offers.get(_key(limit))
        is_the_same = known is not None and (known.total, known.class_count) == (
            row.told.total,
            row.told.class_count,
        )
        if known is not None and is_the_same and known.kept_at:
            self.report.kept += 1
            return
        self.report.conflicts.append(Conflict(row, self.codes[limit.school_id], refusal))
        if not is_the_same:
            told = {"total": row.told.total, "class_count": row.told.class_count}
            self.offered.append(NobdOffer(**_of(_key(limit)), **told, offered_at=self.now))

    def _around(self) -> dict[str, Any]:
        """Wider than the batch, and quick to ask."""
        schools, years, languages = (set(column) for column in zip(*self.rows, strict=True))
        return {
            "school_id__in": schools,
            "school_year_id__in": years,
            "language__in": languages,
            "grade": FIRST_GRADE,
        }


def _key(row: ClassLimit | NobdOffer) -> Key:
    return row.school_id, row.school_year_id, row.language


def _of(key: Key) -> dict[str, Any]:
    school, year, language = key
    return {"school_id": school, "school_year_id": year, "grade": FIRST_GRADE, "language": language}
