"""Seats are stated while they are taken: the total never slips below, and no statement is lost (R76, R78)."""

import threading
from functools import partial

import pytest

from limits import services as limits
from limits.models import ClassLimit, LimitChange
from limits.policies import ZoneType
from limits.services import RawRow, Told
from oqu.core import clock
from oqu.core.acting import Actor, acting
from tests import factories as make
from tests.races.racing import Rivals, at_once, times, unlocked

ROUNDS = times(200)
TOTAL, USED = 4, 3  # one seat is left, and it may go to a child from outside


@pytest.fixture
def school():
    school = make.school()
    make.limit(school, total=TOTAL, used=USED, source="nobd")
    return school


@pytest.fixture
def director(school):
    return make.director(school)


def take(school):
    with acting(make.SYSTEM):
        limits.take_seat(school_id=school.pk, school_year=make.YEAR, language="kk", zone=ZoneType.OUT_OF_ZONE)


def close(by, total=USED, version=1):
    limits.change_limit(
        school_year=make.YEAR,
        language="kk",
        told=Told(total, 1),
        version=version,
        by=by,
        now=clock.now(),
    )


def load(school, total=USED):
    row = {
        "org_bin": school.bin,
        "school_year": "2026-2027",
        "grade": 1,
        "language_code": "kk",
        "seats_total": total,
        "class_count": 1,
    }
    report = limits.import_rows([RawRow("1", row)], by=Actor.system("import_limits"), now=clock.now())
    return report.conflicts


def stands(school):
    limit = ClassLimit.objects.get(school=school)
    return limit.total, limit.used


def again(school):
    with acting(make.SYSTEM):
        ClassLimit.objects.filter(school=school).update(
            total=TOTAL, class_count=2, used=USED, outside_used=0, version=1, source="nobd"
        )


@pytest.mark.rule("R76", "R159")
def test_the_last_seat_is_taken_or_closed_never_both(school, director):
    taken = 0
    with Rivals(2) as rivals:
        for _ in range(ROUNDS):
            answers = rivals.race([partial(take, school), partial(close, director)])

            if answers[0] is None:
                assert isinstance(answers[1], limits.BelowTaken)
                assert stands(school) == (TOTAL, TOTAL)
                taken += 1
            else:
                assert isinstance(answers[0], limits.SeatsTaken)
                assert answers[1] is None
                assert stands(school) == (USED, USED)
            again(school)
    print(f"\nA seat taken or closed, {ROUNDS} rounds: taken {taken}, closed {ROUNDS - taken}, both 0")


@pytest.mark.rule("R76", "R63")
def test_nobd_closes_it_or_it_is_taken_never_both(school):
    with Rivals(2) as rivals:
        for _ in range(ROUNDS):
            took, loaded = rivals.race([partial(take, school), partial(load, school)])

            if took is None:
                assert [type(conflict.refusal) for conflict in loaded] == [limits.BelowTaken]
                assert stands(school) == (TOTAL, TOTAL)
            else:
                assert isinstance(took, limits.SeatsTaken)
                assert loaded == []
                assert stands(school) == (USED, USED)
            again(school)


@pytest.mark.rule("R78")
def test_two_people_save_at_once_and_the_second_is_told(school, director):
    second = make.actor(make.member(school, make.Role.OSO_STAFF))
    with Rivals(2) as rivals:
        for _ in range(ROUNDS):
            answers = rivals.race([partial(close, director, 10), partial(close, second, 20)])

            assert sorted(type(answer).__name__ for answer in answers) == ["ChangedMeanwhile", "NoneType"]
            assert stands(school)[0] == (10 if answers[0] is None else 20)
            again(school)
    with acting(director, read_only=True):
        assert LimitChange.objects.count() == ROUNDS


@pytest.mark.rule("R58")
def test_two_people_add_one_language_at_once_and_there_is_one_limit(school, director):
    def add(total):
        limits.add_limit(
            school_year=make.YEAR, language="ru", told=Told(total, 1), by=director, now=clock.now()
        )

    answers = at_once([partial(add, total) for total in (10, 20, 30, 40)])

    assert sum(answer is None for answer in answers) == 1
    assert sum(isinstance(answer, limits.ParallelExists) for answer in answers) == 3
    assert ClassLimit.objects.filter(school=school, language="ru").count() == 1


@pytest.mark.rule("D15")
def test_a_first_acceptance_and_a_first_statement_at_once_both_count(school, director):
    def accept():
        with acting(make.SYSTEM):
            limits.take_seat(school_id=school.pk, school_year=make.YEAR, language="uz", zone=ZoneType.IN_ZONE)

    def add():
        limits.add_limit(school_year=make.YEAR, language="uz", told=Told(30, 1), by=director, now=clock.now())

    answers = at_once([accept, accept, accept, add])

    assert answers == [None] * 4
    limit = ClassLimit.objects.get(school=school, language="uz")
    assert (limit.total, limit.used) == (30, 3)


@pytest.mark.control
class TestWithoutTheLock:
    """The same presses with nothing locked."""

    def race(self, *jobs):
        meeting = threading.Barrier(len(jobs))

        def without_lock(job):
            with unlocked(until_all_have_read=meeting, table="limits_classlimit"):
                return job()

        return at_once([partial(without_lock, job) for job in jobs])

    def test_the_seat_is_taken_and_closed(self, school, director):
        answers = self.race(partial(take, school), partial(close, director))

        assert answers == [None, None]
        assert stands(school) == (USED, TOTAL)  # more children than seats, one of them from outside

    def test_nobd_closes_what_is_taken(self, school):
        answers = self.race(partial(take, school), partial(load, school))

        assert answers == [None, []]
        assert stands(school) == (USED, TOTAL)

    def test_a_statement_is_lost(self, school, director):
        answers = self.race(partial(close, director, 10), partial(close, director, 20))

        assert answers == [None, None]
