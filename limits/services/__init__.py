"""What other apps may ask of limits. Anything not named here is private to limits."""

from limits.errors import (
    BelowTaken,
    ChangedMeanwhile,
    ImpossibleClasses,
    ImpossibleSeats,
    MoreClassesThanSeats,
    NoBin,
    OutsideSeatsTaken,
    ParallelExists,
    RowsRefused,
    SeatsTaken,
    StatedBySchool,
    TotalUnknown,
    UnknownLanguage,
    YearIsPast,
    YearMisspelt,
    YearNotOpened,
)
from limits.services._import import import_rows
from limits.services._nobd import keep_own, load_from_nobd, take_offer
from limits.services._read import read_file
from limits.services._report import Conflict, ImportReport
from limits.services._rows import RawRow
from limits.services._seats import check_can_take_seat, release_seat, take_seat
from limits.services._state import add_limit, change_limit, put_limit
from limits.services._told import Told, check_classes, check_language, check_seats, check_told

__all__ = [
    "BelowTaken",
    "ChangedMeanwhile",
    "Conflict",
    "ImportReport",
    "ImpossibleClasses",
    "ImpossibleSeats",
    "MoreClassesThanSeats",
    "NoBin",
    "OutsideSeatsTaken",
    "ParallelExists",
    "RawRow",
    "RowsRefused",
    "SeatsTaken",
    "StatedBySchool",
    "Told",
    "TotalUnknown",
    "UnknownLanguage",
    "YearIsPast",
    "YearMisspelt",
    "YearNotOpened",
    "add_limit",
    "change_limit",
    "check_can_take_seat",
    "check_classes",
    "check_language",
    "check_seats",
    "check_told",
    "import_rows",
    "keep_own",
    "load_from_nobd",
    "put_limit",
    "read_file",
    "release_seat",
    "take_offer",
    "take_seat",
]
