"""Taking a seat and giving it back. Called inside the transaction that moves the application."""

from typing import Any

from limits.models import ClassLimit
from limits.policies import Seats, StaticQuarter, ZoneType, policy


def check_can_take_seat(seats: Seats | None, zone: ZoneType) -> None:
    """
    The rule of R127 and R128 on a state of the parallel; None means that nobody stated its seats.

    :raises SeatsTaken | OutsideSeatsTaken | TotalUnknown: the child cannot be accepted
    """
    static_quarter = policy(StaticQuarter.name, StaticQuarter.version)
    seats = seats or Seats(None, 0, 0, static_quarter)
    seats.policy.check_can_accept(seats, zone)


def take_seat(*, school_id: int, school_year: int, language: str, zone: ZoneType) -> Seats:
    """
    Hold a seat from «Принять» on (D5). Locks the class limit, after queue and application.

    A parallel that nobody stated is made on first use with an unknown total (D15).

    :raises SeatsTaken | OutsideSeatsTaken | TotalUnknown: and nothing is changed
    """
    key: dict[str, Any] = {
        "school_id": school_id,
        "school_year_id": school_year,
        "grade": 1,
        "language": language,
    }
    limit = ClassLimit.objects.select_for_update(no_key=True).filter(**key).first()
    check_can_take_seat(limit.seats if limit else None, zone)
    if limit is None:
        limit, _ = ClassLimit.objects.get_or_create(**key)
        limit = ClassLimit.objects.select_for_update(no_key=True).get(pk=limit.pk)
    limit.used += 1
    limit.outside_used += zone is ZoneType.OUT_OF_ZONE
    limit.save(update_fields=["used", "outside_used"])
    return limit.seats


def release_seat(*, school_id: int, school_year: int, language: str, zone: ZoneType) -> Seats:
    """Free a held seat on return or withdrawal. Locks the class limit, after queue and application."""
    limit = ClassLimit.objects.select_for_update(no_key=True).get(
        school_id=school_id, school_year_id=school_year, grade=1, language=language
    )
    limit.used -= 1
    limit.outside_used -= zone is ZoneType.OUT_OF_ZONE
    limit.save(update_fields=["used", "outside_used"])
    return limit.seats
