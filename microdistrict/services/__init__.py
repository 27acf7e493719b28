"""What other apps may do with addresses and microdistricts. Anything not named here is private to microdistrict."""

from microdistrict.errors import AddressesRefused, ForeignAddress
from microdistrict.services._attach import attach_addresses, detach_address
from microdistrict.services._import_addresses import import_addresses, take_register
from microdistrict.services._reading.rows import (
    BuildingRow,
    Findings,
    Line,
    Register,
    SettlementRow,
    StreetRow,
)
from microdistrict.services._report import ImportReport

__all__ = [
    "AddressesRefused",
    "BuildingRow",
    "Findings",
    "ForeignAddress",
    "ImportReport",
    "Line",
    "Register",
    "SettlementRow",
    "StreetRow",
    "attach_addresses",
    "detach_address",
    "import_addresses",
    "take_register",
]
