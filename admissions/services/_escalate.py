"""
An overdue application is reported, level by level, and nothing else happens to it (D7, D17).

Being overdue is computed from the deadline whenever it is asked; what is kept is only who was told.
"""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet

from admissions.deadlines import clock_of
from admissions.models import Application, Escalation
from admissions.states import UNPROCESSED
from oqu.calendar.selectors import working_days
from oqu.core.acting import Actor, acting
from oqu.core.advisory import alone
from oqu.core.clock import ALMATY
from oqu.outbox import services as outbox
from staff.departments import departments_of
from staff.models import EducationDepartment

AT_MOST = 500  # applications of one level in one go; the next minute takes the others
BEFORE_THE_DEPARTMENT = dt.timedelta(hours=4)  # of the school's office time, after the deadline
_KEY = 710_566  # of the lock; any number no other advisory lock has
_Level = Escalation.Level


def escalate(*, now: dt.datetime) -> int:
    """
    Report what is overdue: to executor and director at once, to the education department four office hours
    later. Each application once a level, however many do this at the same time; returns how many were told.
    """
    with acting(Actor.system("escalation")):
        if not alone(_KEY):
            return 0
        return _to_school(now) + _to_department(now)


def send_digests(*, now: dt.datetime) -> int:
    """Every working morning: one letter to each department that has overdue applications."""
    with acting(Actor.system("escalation")):
        today = now.astimezone(ALMATY).date()
        if not working_days().is_working(today) or not alone(_KEY):
            return 0
        reported = _overdue(now).filter(_told(_Level.DEPARTMENT)).select_related("school")
        named = {each.pk for each in _departments(reported).values() if each is not None}
        for pk in named:
            key = f"tell_department/{pk}/{today}"
            outbox.put("tell_department", {"department_id": pk, "key": key}, dedupe_key=key, now=now)
        return len(named)


def overdue_of(department: EducationDepartment | None, *, now: dt.datetime) -> list[Application]:
    """What the department has been told of and is still undecided, the oldest first; None: of no department."""
    reported = _overdue(now).filter(_told(_Level.DEPARTMENT)).select_related("school", "campaign")
    departments = _departments(reported)
    return [each for each in reported if departments[each.school_id] == department]


def _to_school(now: dt.datetime) -> int:
    overdue = list(_overdue(now).exclude(_told(_Level.SCHOOL))[:AT_MOST])
    _note(overdue, _Level.SCHOOL, now)
    for application in overdue:
        key = f"tell_overdue/{application.pk}"
        outbox.put("tell_overdue", {"application_id": application.pk}, dedupe_key=key, now=now)
    return len(overdue)


def _to_department(now: dt.datetime) -> int:
    """Told schools only, so the levels come in their order."""
    waiting = (
        _overdue(now)
        .filter(_told(_Level.SCHOOL), due_at__lte=now - BEFORE_THE_DEPARTMENT)
        .exclude(_told(_Level.DEPARTMENT))
        .select_related("school")[:AT_MOST]
    )
    late = _longer_than(BEFORE_THE_DEPARTMENT, list(waiting), now)
    _note(late, _Level.DEPARTMENT, now)
    of_department: dict[int | None, list[int]] = {}
    departments = _departments(late)
    for application in late:
        department = departments[application.school_id]
        of_department.setdefault(department.pk if department else None, []).append(application.pk)
    for pk, ids in of_department.items():
        key = f"tell_department/{pk}/{ids[0]}/{len(ids)}"
        payload = {"department_id": pk, "application_ids": ids, "key": key}
        outbox.put("tell_department", payload, dedupe_key=key, now=now)
    return len(late)


def _longer_than(span: dt.timedelta, overdue: list[Application], now: dt.datetime) -> list[Application]:
    clock = clock_of(each.school for each in overdue)
    return [each for each in overdue if clock.between(each.due_at, now, school_id=each.school_id) >= span]


def _overdue(now: dt.datetime) -> QuerySet[Application]:
    return Application.objects.filter(status__in=sorted(UNPROCESSED), due_at__lt=now).order_by("due_at", "pk")


def _told(level: Escalation.Level) -> Exists:
    return Exists(Escalation.objects.filter(application=OuterRef("pk"), level=level))


def _note(applications: Iterable[Application], level: Escalation.Level, now: dt.datetime) -> None:
    Escalation.objects.bulk_create(
        Escalation(application=application, level=level, at=now) for application in applications
    )


def _departments(applications: Iterable[Application]) -> dict[int, EducationDepartment | None]:
    return departments_of({each.school_id: each.school for each in applications}.values())
