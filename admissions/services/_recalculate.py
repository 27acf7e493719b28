"""Deadlines follow the calendar and the office hours; what is final keeps its own."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from django.db.models import QuerySet

from admissions.models import Application, JournalEntry, Queue, Recalculation
from admissions.services._journal import entry_of
from admissions.states import UNPROCESSED
from oqu.calendar.followers import Change, Forecast, Shift
from oqu.calendar.selectors import working_days
from oqu.calendar.working_time import due_at
from oqu.core.acting import Actor, acting
from oqu.core.clock import ALMATY
from oqu.outbox import services as outbox
from staff.office_hours import present_hours

PORTION = 500  # applications in one transaction; the schools among them wait for it
SHOWN = 10
_MOVED = ["clock_starts_at", "due_at", "due_derivation", "calendar_version"]


class Deadlines:
    """What `oqu.calendar.followers` asks of whoever keeps deadlines."""

    def foresee(self, change: Change) -> Forecast:
        """Every running deadline that the change can touch, derived anew; seconds for a hundred thousand."""
        with acting(Actor.system("calendar")):
            rows = list(
                _touched(change.school_id, min(change.dates, default=None), max(change.dates, default=None))
                .order_by()
                .values_list("school_id", "received_at", "due_at")
            )
            hours = present_hours({school_id for school_id, _received, _due in rows})
        if change.school_id is not None and change.hours is not None:
            hours[change.school_id] = change.hours
        schools: set[int] = set()
        moves: list[tuple[dt.datetime, dt.datetime]] = []
        for school_id, received, due in rows:
            becomes = due_at(received, days=change.days, hours=hours[school_id]).due_at
            if becomes != due:
                schools.add(school_id)
                moves.append((due, becomes))
        return Forecast(len(moves), len(schools), _most_frequent(moves))

    def follow(self, change: Change, *, expected: int, by: Actor, now: dt.datetime) -> None:
        """Leave the work to the worker, in the transaction that changes working time."""
        if not expected:
            return
        work = Recalculation.objects.create(
            asked_at=now,
            asked_by=by.person_id,
            school_id=change.school_id,
            first=min(change.dates, default=None),
            last=max(change.dates, default=None),
            expected=expected,
        )
        _go_on(work, now)


def recalculate(*, recalculation_id: int, now: dt.datetime) -> Recalculation:
    """
    One portion of the work, and a parcel for the next one; done again, it changes nothing.

    Locks the recalculation, then queues in the order of their ids, then applications. Each moved deadline
    leaves an entry in the journal and, by the database, in the audit, under whoever changed working time.
    """
    work = Recalculation.objects.select_for_update().get(pk=recalculation_id)
    if work.finished_at is not None:
        return work
    with acting(Actor.system("calendar", work.asked_by)) as by:
        touched = _touched(work.school_id, work.first, work.last)
        portion = list(
            touched.filter(pk__gt=work.cursor).order_by("pk").values_list("pk", "queue_id")[:PORTION]
        )
        queues = Queue.objects.select_for_update(no_key=True).order_by("pk")
        list(queues.filter(pk__in={queue_id for _pk, queue_id in portion}))
        applications = touched.filter(pk__in=[pk for pk, _queue_id in portion]).order_by("queue_id", "number")
        moved = _move(applications.select_for_update(no_key=True), by=by, now=now)
    work.looked += len(portion)
    work.moved += moved
    work.cursor = max((pk for pk, _queue_id in portion), default=work.cursor)
    if len(portion) < PORTION:
        work.finished_at = now
    else:
        _go_on(work, now)
    work.save()
    return work


def _move(applications: Iterable[Application], *, by: Actor, now: dt.datetime) -> int:
    days = working_days()
    rows = list(applications)
    hours = present_hours({row.school_id for row in rows})
    moved: list[Application] = []
    entries: list[JournalEntry] = []
    for row in rows:
        was = row.due_at
        deadline = due_at(row.received_at, days=days, hours=hours[row.school_id])
        if deadline.due_at == was and deadline.starts_at == row.clock_starts_at:
            continue
        row.follow_calendar(deadline, version=days.version)
        moved.append(row)
        facts = {"was": was.isoformat(), "due": row.due_at.isoformat(), "calendar": days.version}
        entries.append(entry_of(JournalEntry.Event.DUE_MOVED, row, by=by, now=now, **facts))
    Application.objects.bulk_update(moved, _MOVED)
    JournalEntry.objects.bulk_create(entries)
    return len(moved)


def _touched(school_id: int | None, first: dt.date | None, last: dt.date | None) -> QuerySet[Application]:
    """Deadlines still running whose way from arrival to end passes over the days that changed."""
    rows = Application.objects.filter(status__in=sorted(UNPROCESSED), due_at__isnull=False)
    if school_id is not None:
        rows = rows.filter(school_id=school_id)
    if first is not None and last is not None:
        begins = dt.datetime.combine(first, dt.time(), ALMATY)
        ends = dt.datetime.combine(last, dt.time(), ALMATY) + dt.timedelta(days=1)
        rows = rows.filter(received_at__lt=ends, due_at__gte=begins)
    return rows


def _most_frequent(moves: Iterable[tuple[dt.datetime, dt.datetime]]) -> tuple[Shift, ...]:
    """From day to day; within one day from moment to moment."""
    counted: Counter[tuple[dt.datetime, dt.datetime]] = Counter()
    for was, becomes in moves:
        days = tuple(
            dt.datetime.combine(moment.astimezone(ALMATY), dt.time(), ALMATY) for moment in (was, becomes)
        )
        counted[(was, becomes) if days[0] == days[1] else (days[0], days[1])] += 1
    return tuple(Shift(was, becomes, count) for (was, becomes), count in counted.most_common(SHOWN))


def _go_on(work: Recalculation, now: dt.datetime) -> None:
    outbox.put(
        "recalculate_deadlines",
        {"recalculation_id": work.pk},
        dedupe_key=f"recalculate_deadlines/{work.pk}/{work.cursor}",
        now=now,
    )
