"""
Who stands where in the line. Places are derived from arrival numbers, never stored (D3).

A line is the whole school's queue or, by QUEUE_SCOPE, only the applications for one language of study in
it (A16). Only applications on review stand in it: one that waits for the signature blocks nobody (R185),
one that was returned stands at its old place (R108).
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from admissions.models import Application, Rework
from admissions.states import Status
from oqu.audit.selectors import last_reads_by_a_school
from oqu.core.acting import Actor, acting
from staff.models import Person

Line = tuple[int, str]


@dataclass(frozen=True)
class Holder:
    """
    Whom an application on review is with: the executor it was returned to, else whoever of the school
    opened its card last. `since` is the moment of that.
    """

    person: Person
    since: dt.datetime
    is_returned: bool


@dataclass(frozen=True)
class Ahead:
    """How many are decided before; of them those that ask for seats of the same language and the same type."""

    total: int
    for_same_seats: int


def line_of(application: Application) -> Line:
    """(queue, language of study); the language is "" where the school is one line."""
    is_of_parallel = settings.QUEUE_SCOPE == "parallel"
    return application.queue_id, application.language if is_of_parallel else ""


def heads_of(applications: Iterable[Application]) -> dict[Line, Application]:
    """The application that must be decided first, for each line these stand in: two queries at most."""
    lines = sorted({line_of(each) for each in applications if each.queue_id is not None})
    firsts = [_standing_in(line).order_by("number").values("pk")[:1] for line in lines]
    if not firsts:
        return {}
    keys = [row["pk"] for row in firsts[0].union(*firsts[1:], all=True)]
    return {line_of(head): head for head in Application.objects.for_list().filter(pk__in=keys)}


def head_of(application: Application) -> Application | None:
    """The application that must be decided first in the same line; itself when it is next."""
    return heads_of([application]).get(line_of(application))


def place_of(application: Application) -> int:
    """How many applications on review stand before this one."""
    return ahead_of(application).total


def ahead_of(application: Application) -> Ahead:
    """
    Who stands before this one.

    Counted as the system: a family sees no application but its own, only how many there are.
    """
    same = Q(language=application.language, zone_type=application.zone_type)
    with acting(Actor.system("line"), read_only=True):
        before = _standing_in(line_of(application)).filter(number__lt=application.number)
        return Ahead(**before.aggregate(total=Count("pk"), for_same_seats=Count("pk", filter=same)))


def holder_of(application: Application) -> Holder | None:
    """None: nobody of the school has opened it yet."""
    return holders_of([application]).get(application.pk)


def holders_of(applications: Iterable[Application]) -> dict[int, Holder]:
    """
    By the application's id, in three queries however many there are; those that nobody opened are left out.

    The audit is asked as the system: it is the director's to read, and this one line of it every colleague's.
    """
    applications = list(applications)
    ended = Rework.objects.filter(application__in=applications).select_related("decided_by")
    last_ended = ended.order_by("application_id", "-round").distinct("application_id")
    returned = {rework.application_id: rework for rework in last_ended}
    with acting(Actor.system("line"), read_only=True):
        reads = last_reads_by_a_school(applications)
        people = Person.objects.in_bulk([read.person_id for read in reads.values()])
    found = {}
    for each in applications:
        rework, read = returned.get(each.pk), reads.get(str(each.pk))
        if rework and each.is_on_review:
            found[each.pk] = Holder(rework.decided_by, rework.returned_at, is_returned=True)
        elif read and read.person_id in people:
            found[each.pk] = Holder(people[read.person_id], read.at, is_returned=False)
    return found


def _standing_in(line: Line) -> QuerySet[Application]:
    queue_id, language = line
    rows = Application.objects.filter(queue_id=queue_id, status=Status.ON_REVIEW)
    return rows.filter(language=language) if language else rows
