"""Three to one, as arithmetic (R59-R62, R127-R129)."""

import pytest

from limits.errors import OutsideSeatsTaken, SeatsTaken, TotalUnknown
from limits.policies import Seats, StaticQuarter, ZoneType

POLICY = StaticQuarter()


def seats(total, used=0, outside_used=0):
    return Seats(total, used, outside_used, POLICY)


@pytest.mark.rule("R59", "R60", "R61", "R62")
@pytest.mark.parametrize(
    ("total", "outside", "inside"),
    [
        (1, 0, 1),
        (3, 0, 3),
        (4, 1, 3),
        (8, 2, 6),
        (24, 6, 18),
        (40, 10, 30),
        (50, 12, 38),
        (85, 21, 64),
        (100, 25, 75),
    ],
)
def test_a_quarter_rounded_down(total, outside, inside):
    assert (seats(total).outside_quota, seats(total).inside_quota) == (outside, inside)


@pytest.mark.rule("R59", "R60", "A6")
def test_for_every_total_outsiders_get_the_most_that_is_not_more_than_a_quarter():
    for total in range(2001):
        outside, inside = seats(total).outside_quota, seats(total).inside_quota

        assert 4 * outside <= total < 4 * (outside + 1)
        assert outside + inside == total


@pytest.mark.rule("R127", "R183")
class TestOutside:
    def test_the_last_place_of_the_quarter(self):
        POLICY.check_can_accept(seats(40, used=9, outside_used=9), ZoneType.OUT_OF_ZONE)

    def test_is_blocked_by_the_quarter(self):
        with pytest.raises(OutsideSeatsTaken):
            POLICY.check_can_accept(seats(40, used=10, outside_used=10), ZoneType.OUT_OF_ZONE)

    def test_is_blocked_by_the_total(self):
        with pytest.raises(SeatsTaken):
            POLICY.check_can_accept(seats(40, used=40, outside_used=0), ZoneType.OUT_OF_ZONE)

    @pytest.mark.rule("R157")
    def test_is_blocked_while_nobody_stated_the_seats(self):
        with pytest.raises(TotalUnknown):
            POLICY.check_can_accept(seats(None), ZoneType.OUT_OF_ZONE)


@pytest.mark.rule("R128", "R129")
@pytest.mark.parametrize("state", [seats(40, used=40), seats(40, used=55), seats(None), seats(0)])
def test_children_of_the_microdistrict_are_never_refused_for_seats(state):
    POLICY.check_can_accept(state, ZoneType.IN_ZONE)


def test_what_is_left_is_never_negative():
    shrunk = seats(32, used=34, outside_used=9)

    assert (shrunk.free, shrunk.outside_free, shrunk.over) == (0, 0, 2)


def test_free_outside_seats_end_with_the_total():
    assert seats(40, used=38, outside_used=2).outside_free == 2


@pytest.mark.parametrize(
    ("zone", "taken", "quota", "free"), [(ZoneType.IN_ZONE, 9, 30, 21), (ZoneType.OUT_OF_ZONE, 3, 10, 7)]
)
def test_each_part_has_its_own_figures(zone, taken, quota, free):
    state = seats(40, used=12, outside_used=3)

    assert (state.used_of(zone), state.quota_of(zone), state.free_of(zone)) == (taken, quota, free)
