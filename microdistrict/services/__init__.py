"""What other apps may do with addresses and microdistricts. Anything not named here is private to microdistrict."""

from microdistrict.errors import (
    AddressesRefused,
    ForeignAddress,
    NothingChosen,
    ServedByAnotherSchool,
    StartsInThePast,
    UndoIsOver,
    UnknownAddress,
    UnknownSettlement,
)
from microdistrict.services._attach import attach_addresses
from microdistrict.services._detach import UNDO, detach_addresses, restore_addresses
from microdistrict.services._import_addresses import import_addresses, take_register
from microdistrict.services._reading.rows import (
    BuildingRow,
    Findings,
    Line,
    Register,
    SettlementRow,
    StreetRow,
)
from microdistrict.services._refresh import ask_refresh, refresh_addresses
from microdistrict.services._report import ImportReport
from microdistrict.services._territory_check import check_territories

__all__ = [
    "UNDO",
    "AddressesRefused",
    "BuildingRow",
    "Findings",
    "ForeignAddress",
    "ImportReport",
    "Line",
    "NothingChosen",
    "Register",
    "ServedByAnotherSchool",
    "SettlementRow",
    "StartsInThePast",
    "StreetRow",
    "UndoIsOver",
    "UnknownAddress",
    "UnknownSettlement",
    "ask_refresh",
    "attach_addresses",
    "check_territories",
    "detach_addresses",
    "import_addresses",
    "refresh_addresses",
    "restore_addresses",
    "take_register",
]
