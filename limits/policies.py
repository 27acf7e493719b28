"""
"3 to 1" as arithmetic: how the seats of a parallel are shared, and who may still be accepted.

Pure: numbers in, an answer with its numbers out. A limit row names its policy and version, so a second
policy is a second class here and nothing else (D1).
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from limits.errors import BelowTaken, OutsideSeatsTaken, SeatsTaken, TotalUnknown

# What a parallel may have: more is a slip of the hand.
SEATS = range(1, 10_000)
CLASSES = range(1, 100)
# Sanitary rules of 05.08.2021: pupils in a class of an ordinary school. More is told, not refused.
CHILDREN_IN_A_CLASS = 25


class ZoneType(StrEnum):
    """Whether the registered address belongs to the school's microdistrict."""

    IN_ZONE = "in_zone"
    OUT_OF_ZONE = "out_of_zone"


class SeatsEnd(StrEnum):
    """Which of the two limits of R127 the last accepted child has used up."""

    TOTAL = "seats_out"
    OUTSIDE = "outside_seats_out"


@dataclass(frozen=True)
class Seats:
    """
    The state of one parallel. All figures count children.

    `used` counts every accepted child, those waiting for the signature included (A11); `outside_used`
    those of them from outside the microdistrict. `total` is None while nobody has stated it (D15).
    """

    total: int | None
    used: int
    outside_used: int
    policy: "SeatPolicy"

    @property
    def outside_quota(self) -> int:
        return self.policy.outside_quota(self.total or 0)

    @property
    def inside_quota(self) -> int:
        return (self.total or 0) - self.outside_quota

    @property
    def inside_used(self) -> int:
        return self.used - self.outside_used

    @property
    def free(self) -> int:
        return max(0, (self.total or 0) - self.used)

    @property
    def outside_free(self) -> int:
        return min(max(0, self.outside_quota - self.outside_used), self.free)

    @property
    def inside_free(self) -> int:
        return max(0, self.inside_quota - self.inside_used)

    def used_of(self, zone: ZoneType) -> int:
        return self.inside_used if zone is ZoneType.IN_ZONE else self.outside_used

    def quota_of(self, zone: ZoneType) -> int:
        return self.inside_quota if zone is ZoneType.IN_ZONE else self.outside_quota

    def free_of(self, zone: ZoneType) -> int:
        return self.inside_free if zone is ZoneType.IN_ZONE else self.outside_free

    def ended_by(self, zone: ZoneType) -> SeatsEnd | None:
        """Asked after a child of this zone was accepted; None while seats are left, and beyond the total."""
        if self.used == self.total:
            return SeatsEnd.TOTAL
        if zone is ZoneType.OUT_OF_ZONE and self.outside_used == self.outside_quota:
            return SeatsEnd.OUTSIDE
        return None

    @property
    def over(self) -> int:
        """Children accepted beyond the total («сверх лимита», A21)."""
        return max(0, self.used - (self.total or 0))


class SeatPolicy(Protocol):
    name: str
    version: int

    def outside_quota(self, total: int) -> int:
        """Seats of `total` that children from outside the microdistrict may take."""

    def check_can_accept(self, seats: Seats, zone: ZoneType) -> None:
        """:raises SeatsTaken | OutsideSeatsTaken | TotalUnknown: the child cannot be accepted, and why"""


class StaticQuarter:
    """A quarter of the total, rounded down, for children from outside (R59, A6, A7)."""

    name = "static_quarter"
    version = 1

    def outside_quota(self, total: int) -> int:
        return total // 4

    def check_can_accept(self, seats: Seats, zone: ZoneType) -> None:
        """In-zone children are never refused for seats (R128); the others by the total or the quarter (R127)."""
        if zone is ZoneType.IN_ZONE:
            return
        if seats.total is None:
            raise TotalUnknown
        if seats.used >= seats.total:
            raise SeatsTaken(total=seats.total, used=seats.used)
        if seats.outside_used >= seats.outside_quota:
            raise OutsideSeatsTaken(quota=seats.outside_quota, used=seats.outside_used)


def check_can_have_total(seats: Seats, total: int) -> None:
    """
    Whoever is accepted stays: the total may not go below them, those awaiting the signature included (R76, A11).

    Asked whatever the policy; under the row's lock when something is saved.

    :raises BelowTaken: with the numbers
    """
    if total < seats.used:
        raise BelowTaken(total=total, used=seats.used, inside=seats.inside_used, outside=seats.outside_used)


_POLICIES: dict[tuple[str, int], SeatPolicy] = {(StaticQuarter.name, StaticQuarter.version): StaticQuarter()}


def policy(name: str, version: int) -> SeatPolicy:
    return _POLICIES[name, version]
