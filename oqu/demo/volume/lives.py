"""
What becomes of the applications of one school: a plan that keeps every rule, drawn by a seeded generator.

Pure: nobody is decided before all earlier ones, nobody from outside is accepted beyond the policy. There are
no final decisions, because those need a real signature and none is made up.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from limits.policies import Seats, ZoneType
from oqu.core.errors import DomainError

LANGUAGES = ("kk", "kk", "kk", "ru", "ru")
DECIDED, WITHDRAWN, RETURNED, REFUSED = 0.6, 0.03, 0.02, 0.1
FROM_OUTSIDE = 0.3
PAUSES = (dt.timedelta(minutes=1), dt.timedelta(minutes=40))


@dataclass
class Life:
    """One application; its number is its place in the plan, counted from 1. Moments are aware."""

    language: str
    zone: ZoneType
    received_at: dt.datetime
    decided_at: dt.datetime | None = None
    taken: Seats | None = None
    returned_at: dt.datetime | None = None
    withdrawn_at: dt.datetime | None = None

    @property
    def is_accepted(self) -> bool:
        return self.taken is not None

    @property
    def holds_seat(self) -> bool:
        return self.is_accepted and self.returned_at is None


@dataclass
class School:
    """`seats` are those of each language of study after everything that was planned."""

    seats: dict[str, Seats]
    lives: list[Life] = field(default_factory=list)


def plan_school(
    chance: Random,
    size: int,
    seats: dict[str, Seats],
    *,
    opens_at: dt.datetime,
    now: dt.datetime,
    decided: float = DECIDED,
) -> School:
    """`decided` is the share of the line, from its head, that the school got through if it had the time."""
    school = School(seats)
    moments = sorted(opens_at + (now - opens_at) * chance.random() for _ in range(size))
    for moment in moments:
        zone = ZoneType.OUT_OF_ZONE if chance.random() < FROM_OUTSIDE else ZoneType.IN_ZONE
        school.lives.append(Life(chance.choice(LANGUAGES), zone, moment))
    last = _decide_in_order(chance, school, now, round(size * decided))
    _send_some_back(chance, school, last, now)
    return school


def _decide_in_order(chance: Random, school: School, now: dt.datetime, at_most: int) -> dt.datetime:
    """From the head of the line; the last moment."""
    moment = school.lives[0].received_at if school.lives else now
    for life in school.lives[:at_most]:
        moment = max(moment, life.received_at) + _pause(chance)
        if moment >= now:
            break
        if chance.random() < WITHDRAWN:
            life.withdrawn_at = moment
        else:
            life.decided_at = moment
            life.taken = None if chance.random() < REFUSED else _seat(school.seats, life)
    return moment


def _seat(seats: dict[str, Seats], life: Life) -> Seats | None:
    """The seats with this one taken; None when there is none for the child."""
    there = seats[life.language]
    try:
        there.policy.check_can_accept(there, life.zone)
    except DomainError:
        return None
    outside = life.zone is ZoneType.OUT_OF_ZONE
    seats[life.language] = Seats(there.total, there.used + 1, there.outside_used + outside, there.policy)
    return seats[life.language]


def _send_some_back(chance: Random, school: School, moment: dt.datetime, now: dt.datetime) -> None:
    """After the last decision, so that nobody overtakes those on review again."""
    for life in _decided(school):
        if chance.random() < RETURNED:
            moment += _pause(chance)
            if moment >= now:
                return
            life.returned_at = moment
            if life.is_accepted:
                there = school.seats[life.language]
                outside = life.zone is ZoneType.OUT_OF_ZONE
                school.seats[life.language] = Seats(
                    there.total, there.used - 1, there.outside_used - outside, there.policy
                )


def _decided(school: School) -> Iterator[Life]:
    return (life for life in school.lives if life.decided_at)


def _pause(chance: Random) -> dt.timedelta:
    shortest, longest = PAUSES
    return shortest + (longest - shortest) * chance.random()
