"""Questions about who did what."""

from collections import defaultdict
from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Q

from oqu.audit.models import AuditEntry


def was_saved_by_a_school(row: models.Model) -> bool:
    """Whether somebody of a school has saved this row, if only to say that it is right as it is."""
    entries = AuditEntry.objects.filter(table=row._meta.db_table, row=str(row.pk))
    return entries.filter(operation="UPDATE", scope="school").exists()


def last_reads_by_a_school(rows: Iterable[models.Model]) -> dict[str, AuditEntry]:
    """Who of the schools opened each of these rows of one table last, by the row's id; one query."""
    rows = list(rows)
    if not rows:
        return {}
    entries = AuditEntry.objects.filter(table=rows[0]._meta.db_table, row__in=[str(row.pk) for row in rows])
    reads = entries.filter(operation="READ", scope="school").order_by("row", "-id").distinct("row")
    return {entry.row: entry for entry in reads}


def reads_by_officials(rows: Iterable[tuple[str, str]], *, at_most: int) -> list[AuditEntry]:
    """Who of the schools and the ministry opened any of these rows, given as (table, key); the newest first."""
    keys: dict[str, list[str]] = defaultdict(list)
    for table, key in rows:
        keys[table].append(key)
    of_rows = reduce(or_, (Q(table=table, row__in=found) for table, found in keys.items()))
    entries = AuditEntry.objects.filter(of_rows, operation="READ", scope__in=["school", "ministry"])
    return list(entries.order_by("-id")[:at_most])
