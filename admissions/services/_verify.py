import datetime as dt
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from time import perf_counter

from django.db import connection

from admissions.invariants import ALL, Broken, Invariant
from admissions.models import Application, JournalEntry, Queue, Verification
from oqu.core.acting import Actor, acting

logger = logging.getLogger(__name__)

KEPT = dt.timedelta(days=90)


@dataclass(frozen=True)
class Asked:
    """One invariant, what it found and how long that took."""

    invariant: Invariant
    broken: Broken
    took: dt.timedelta


def verify_journal(
    *,
    now: dt.datetime,
    invariants: Iterable[Invariant] = ALL,
    tell: Callable[[Asked], None] = lambda asked: None,
) -> Verification:
    """
    Ask every invariant of all rows and keep the answer; what does not hold is an alarm in the log.

    Changes nothing but its own record, and locks nothing: the portal works on meanwhile.
    """
    started = perf_counter()
    findings = []
    with acting(Actor.system("verify"), read_only=True):
        _look_at_everything()
        rows = sum(model.objects.count() for model in (Application, JournalEntry, Queue))
        for invariant in invariants:
            asked = _ask(invariant)
            tell(asked)
            if asked.broken.count:
                logger.error("journal: %s does not hold for %s rows", invariant.code, asked.broken.count)
                findings.append(
                    {
                        "code": invariant.code,
                        "sentence": str(invariant.sentence),
                        "count": asked.broken.count,
                        "examples": asked.broken.examples,
                    }
                )
    with acting(Actor.system("verify")):
        Verification.objects.filter(at__lt=now - KEPT).delete()
        return Verification.objects.create(at=now, took=_since(started), rows=rows, findings=findings)


def _look_at_everything() -> None:
    """Every question is about all rows, so rows are never fetched one by one, whatever the planner expects."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off; SET LOCAL work_mem = '64MB'")


def _ask(invariant: Invariant) -> Asked:
    started = perf_counter()
    return Asked(invariant, invariant.find(), _since(started))


def _since(started: float) -> dt.timedelta:
    return dt.timedelta(seconds=perf_counter() - started)
