"""The calendar changes while families send: no application keeps a deadline of the old one."""

import datetime as dt
import threading
from uuid import uuid4

import pytest
from django.db import connection

from admissions import services
from admissions.models import Application, Recalculation
from admissions.services import _submit
from oqu.calendar import services as calendar
from oqu.calendar.models import SpecialDay
from oqu.calendar.selectors import working_days
from oqu.calendar.working_time import due_at
from oqu.core import clock
from oqu.core.acting import Actor, acting
from staff.office_hours import hours_of
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE = 1.0  # how long an arrival stands between reading the calendar and taking its number
WEDNESDAY = make.NOW.date() + dt.timedelta(days=1)


def arrive_while_the_calendar_changes(monkeypatch) -> Application:
    """
    The family has read the calendar and not yet its number when the ministry makes Wednesday a day off; the
    deadlines are recalculated at once, before the family goes on or after it, as the locks allow.
    """
    draft = make.draft(make.school())
    has_read, has_changed = threading.Event(), threading.Event()
    lock_queue = _submit.lock_queue

    def slowly(*args):
        has_read.set()
        has_changed.wait(timeout=PATIENCE)
        return lock_queue(*args)

    monkeypatch.setattr(_submit, "lock_queue", slowly)

    def send() -> None:
        with clock.stopped_at(make.NOW):
            services.submit(uuid=draft.uuid, key=uuid4(), by=Actor.parent(draft.applicant_id))
        connection.close()

    def change() -> None:
        assert has_read.wait(timeout=30)
        day = SpecialDay(date=WEDNESDAY, name_ru="День траура", name_kk="Аза тұту күні")
        calendar.tell_day(day, is_new=True, by=Actor.ministry(1), now=make.NOW)
        recalculate_everything()
        has_changed.set()
        connection.close()

    threads = [threading.Thread(target=send), threading.Thread(target=change)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return make.reload(draft)


def recalculate_everything() -> None:
    with acting(make.SYSTEM):
        for pk in list(Recalculation.objects.values_list("pk", flat=True)):
            services.recalculate(recalculation_id=pk, now=make.NOW)


def derived_anew(application: Application) -> dt.datetime:
    with acting(make.SYSTEM, read_only=True):
        hours = hours_of(application.school)
        return due_at(application.received_at, days=working_days(), hours=hours).due_at


@pytest.mark.rule("R98", "R100")
def test_who_arrives_in_that_instant_gets_the_new_deadline(monkeypatch):
    make.person(pk=1, is_ministry=True)

    application = arrive_while_the_calendar_changes(monkeypatch)

    assert application.due_at == derived_anew(application)
    assert application.due_at.astimezone(clock.ALMATY).date() == WEDNESDAY + dt.timedelta(days=1)


def test_control_without_holding_the_calendar_the_old_deadline_stays(monkeypatch):
    make.person(pk=1, is_ministry=True)
    monkeypatch.setattr(_submit, "hold_calendar", lambda: None)

    application = arrive_while_the_calendar_changes(monkeypatch)

    assert application.due_at != derived_anew(application)
