"""Deadlines are what the clock says, what their derivation says, and what the journal was told."""

from django.utils.translation import gettext_noop as _

from admissions.invariants.base import EXAMPLES, Broken, Invariant, rows_of
from admissions.models import Application, Recalculation
from admissions.states import UNPROCESSED
from oqu.calendar.selectors import working_days
from oqu.calendar.working_time import due_at
from oqu.core.clock import ALMATY
from staff.models import School
from staff.office_hours import present_hours

BATCH = 10_000


def _not_recomputed() -> Broken:
    """
    Every running deadline derived anew, batch by batch. Ended applications keep the one they had, and while
    deadlines are being moved after a change of working time there is nothing to compare with.
    """
    if Recalculation.objects.filter(finished_at__isnull=True).exists():
        return Broken()
    days = working_days()
    hours = present_hours(School.objects.values_list("pk", flat=True))
    running = Application.objects.filter(status__in=sorted(UNPROCESSED)).order_by()
    rows = running.values_list("pk", "school_id", "received_at", "clock_starts_at", "due_at")
    wrong = []
    for pk, school_id, received, starts, due in rows.iterator(chunk_size=BATCH):
        deadline = due_at(received, days=days, hours=hours[school_id])
        if (deadline.starts_at, deadline.due_at) != (starts, due):
            wrong.append((pk, due, deadline.due_at))
    shown = wrong[:EXAMPLES]
    found = Application.objects.for_list().in_bulk([pk for pk, _due, _anew in shown])
    examples = [
        f"{found[pk].reference}: due {due.astimezone(ALMATY).isoformat()}, derived anew {anew.isoformat()}"
        for pk, due, anew in shown
    ]
    return Broken(len(wrong), examples)


INVARIANTS = (
    Invariant(
        "deadlines_as_derived",
        _("The moments of an application are those of the derivation it keeps."),
        rows_of(
            "application",
            """
            SELECT id, format('due %s, its derivation says %s', due_at, due_derivation ->> 'due_at')
            FROM admissions_application
            WHERE number IS NOT NULL AND (
                ((due_derivation ->> 'received_at')::timestamptz, (due_derivation ->> 'starts_at')::timestamptz,
                    (due_derivation ->> 'due_at')::timestamptz) = (received_at, clock_starts_at, due_at)
            ) IS NOT TRUE
            """,
        ),
    ),
    Invariant(
        "deadlines_as_noted",
        _("A deadline is the one that the journal was told last."),
        rows_of(
            "application",
            """
            SELECT a.id, format('due %s, noted %s', a.due_at, told.due)
            FROM admissions_application a LEFT JOIN LATERAL (
                SELECT (convert_from(canonical, 'UTF8')::jsonb ->> 'due')::timestamptz AS due
                FROM admissions_journalentry j
                WHERE j.application_id = a.id AND event IN ('arrived', 'due_moved') ORDER BY j.id DESC LIMIT 1
            ) told ON true
            WHERE a.number IS NOT NULL AND a.due_at IS DISTINCT FROM told.due
            """,
        ),
    ),
    Invariant(
        "deadlines_recomputed",
        _("Every running deadline is what the clock says now."),
        _not_recomputed,
    ),
)
