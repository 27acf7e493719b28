"""Ten acceptances for the last seat of the quarter: one child gets it (R159)."""

import threading

import pytest

from admissions import errors, services
from admissions.models import Application
from limits import services as limits
from limits.models import ClassLimit
from limits.policies import ZoneType
from oqu.core import clock
from oqu.core.acting import acting
from tests import factories as make
from tests.races.lines import Line
from tests.races.racing import Rivals, at_once, times, unlocked

ROUNDS = times(200)
RIVALS = 10
ONE_SEAT_OUTSIDE = 4  # a quarter of four


def seats_of(school):
    return {
        "school_id": school.pk,
        "school_year": make.YEAR,
        "language": "kk",
        "zone": ZoneType.OUT_OF_ZONE,
    }


def take(school):
    with acting(make.SYSTEM):
        return limits.take_seat(**seats_of(school))


@pytest.mark.rule("R159")
def test_ten_take_the_last_seat_and_one_gets_it():
    school = make.school()
    make.limit(school, total=ONE_SEAT_OUTSIDE)

    with Rivals(RIVALS) as rivals:
        for _ in range(ROUNDS):
            answers = rivals.race([lambda: take(school)] * RIVALS)

            assert sum(isinstance(answer, limits.OutsideSeatsTaken) for answer in answers) == RIVALS - 1
            assert outside_used(school) == 1
            with acting(make.SYSTEM):
                limits.release_seat(**seats_of(school))
    print(f"\n{RIVALS} for the last outside seat, {ROUNDS} rounds: one each")


@pytest.mark.rule("R159", "R127")
def test_ten_executors_accept_and_one_child_gets_it(campaign):
    line = Line(campaign, RIVALS, seats=ONE_SEAT_OUTSIDE)

    def accept(application):
        return services.accept(uuid=application.uuid, by=line.executor, now=clock.now())

    with Rivals(RIVALS) as rivals:
        for _ in range(ROUNDS):
            answers = rivals.race([lambda one=one: accept(one) for one in line.applications])

            accepted = [answer for answer in answers if isinstance(answer, Application)]
            assert [one.number for one in accepted] == [1]
            assert sum(
                isinstance(answer, errors.OrderViolated | limits.OutsideSeatsTaken) for answer in answers
            ) == (RIVALS - 1)
            assert outside_used(line.school) == 1
            services.return_for_rework(
                uuid=accepted[0].uuid, comment="Ещё раз", by=line.director, now=clock.now()
            )


@pytest.mark.control
def test_without_the_lock_the_seat_is_given_more_than_once():
    school = make.school()
    make.limit(school, total=ONE_SEAT_OUTSIDE)
    meeting = threading.Barrier(RIVALS)

    def take_unlocked():
        with unlocked(until_all_have_read=meeting, table="limits_classlimit"):
            return take(school)

    answers = at_once([take_unlocked] * RIVALS)

    assert sum(not isinstance(answer, Exception) for answer in answers) > 1


def outside_used(school):
    return ClassLimit.objects.get(school=school).outside_used
