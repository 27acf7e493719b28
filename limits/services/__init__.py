"""What other apps may ask of limits. Anything not named here is private to limits."""

from limits.errors import BelowTaken, OutsideSeatsTaken, SeatsTaken, TotalUnknown
from limits.services._seats import check_can_take_seat, release_seat, take_seat

__all__ = [
    "BelowTaken",
    "OutsideSeatsTaken",
    "SeatsTaken",
    "TotalUnknown",
    "check_can_take_seat",
    "release_seat",
    "take_seat",
]
