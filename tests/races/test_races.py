"""
Real threads, real transactions: the rules hold whoever comes at the same moment. Each race has a control
that takes the lock away and must then see the rule broken.
"""

import datetime as dt
import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection

from admissions import errors, services
from admissions.models import Application, Queue
from limits import services as limits
from limits.models import ClassLimit
from limits.policies import ZoneType
from oqu.core import clock
from oqu.core.acting import Actor, acting
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)

SCALE = float(os.environ.get("OQU_SCALE", "0.1"))
CLIENTS = 8


def at_once(jobs: list[Callable[[], object]]) -> list[object]:
    """Run the jobs from as many threads, all waiting for one start; refusals come back as values."""
    start = threading.Barrier(len(jobs))

    def run(job):
        try:
            start.wait(timeout=30)
            return job()
        except Exception as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def send(draft, key=None):
    return services.submit(uuid=draft.uuid, key=key or uuid4(), by=Actor.parent(draft.applicant_id))


@pytest.fixture(autouse=True)
def _campaign_is_open():
    """Threads do not inherit a stopped clock, so the campaign is made to be open now."""
    now = clock.now()
    make.campaign(opens_at=now - dt.timedelta(days=30), closes_at=now + dt.timedelta(days=30))


@pytest.mark.rule("R105")
def test_numbers_are_gapless_and_in_the_order_of_arrival():
    school = make.school()
    drafts = [make.draft(school) for _ in range(max(CLIENTS, int(80 * SCALE)))]

    for wave in range(0, len(drafts), CLIENTS):
        answers = at_once([lambda draft=draft: send(draft) for draft in drafts[wave : wave + CLIENTS]])
        assert not [answer for answer in answers if isinstance(answer, Exception)]

    with acting(make.SYSTEM):
        rows = list(Application.objects.in_order().values_list("number", "received_at"))
    assert [number for number, _ in rows] == list(range(1, len(drafts) + 1))
    assert [moment for _, moment in rows] == sorted(moment for _, moment in rows)


def test_one_press_repeated_from_everywhere_gives_one_number():
    draft, key = make.draft(make.school()), uuid4()

    answers = at_once([lambda: send(draft, key)] * CLIENTS)

    assert {answer.number for answer in answers} == {1}
    assert Queue.objects.get().last_number == 1


def test_two_parents_file_for_one_child_in_the_same_instant():
    child = make.iin()
    drafts = [make.draft(make.school(), child_iin=child) for _ in range(4)]

    answers = at_once([lambda draft=draft: send(draft) for draft in drafts])

    assert sum(isinstance(answer, Application) for answer in answers) == 1
    assert sum(isinstance(answer, errors.ChildAlreadyApplied) for answer in answers) == 3


@pytest.mark.rule("R159", "R161")
def test_accept_and_refuse_at_once_exactly_one_wins():
    for _ in range(max(3, int(30 * SCALE))):
        application = make.submitted(moment=clock.now())
        by = make.executor(application.school)

        answers = at_once(
            [
                lambda: services.accept(uuid=application.uuid, by=by, now=clock.now()),
                lambda: services.refuse(uuid=application.uuid, reason="classes_full", by=by, now=clock.now()),
            ]
        )

        assert sum(isinstance(answer, Application) for answer in answers) == 1
        assert sum(isinstance(answer, errors.AlreadyProcessed) for answer in answers) == 1


@pytest.mark.rule("R159")
def test_the_last_outside_seat_is_given_once():
    school = make.school()
    make.limit(school, total=4)

    answers = at_once([lambda: take(school)] * CLIENTS)

    assert sum(answer is None for answer in answers) == 1
    assert ClassLimit.objects.get(school=school).outside_used == 1


def take(school):
    with acting(make.SYSTEM):
        limits.take_seat(school_id=school.pk, school_year=make.YEAR, language="kk", zone=ZoneType.OUT_OF_ZONE)


class TestControls:
    """The same races without their lock: a green race test means something only if these break the rule."""

    def test_counting_without_the_lock_oversells(self):
        school = make.school()
        make.limit(school, total=4)
        looked = threading.Barrier(CLIENTS)

        def take_without_lock():
            with acting(make.SYSTEM):
                limit = ClassLimit.objects.get(school=school)
                limits.check_can_take_seat(limit.seats, ZoneType.OUT_OF_ZONE)
                looked.wait(timeout=30)
                limit.used += 1
                limit.outside_used += 1
                limit.save()
                return "taken"

        answers = at_once([take_without_lock] * CLIENTS)

        assert answers.count("taken") > 1

    def test_reading_the_number_without_the_lock_gives_it_twice(self):
        queue = Queue.objects.create(school=make.school(), campaign=make.campaign())
        looked = threading.Barrier(CLIENTS)

        def number_without_lock():
            with acting(make.SYSTEM):
                seen = Queue.objects.get(pk=queue.pk).last_number + 1
                looked.wait(timeout=30)
                Queue.objects.filter(pk=queue.pk).update(last_number=seen)
                return seen

        numbers = at_once([number_without_lock] * CLIENTS)

        assert len(set(numbers)) < len(numbers)
