"""
The invented town: streets, schools, staff and two thousand people, none of them real.

Pure data without Django, the same on every machine, so that the demo, the sandbox's registers and the tests
speak of the same people.
"""

from functools import cache

from oqu.world.crowd import crowd
from oqu.world.facts import (
    Address,
    Document,
    House,
    Human,
    LimitFact,
    SchoolFact,
    Settlement,
    StaffFact,
    Street,
)
from oqu.world.named import MINISTRY_IIN, NAMED, NEWCOMERS, NO_PHONE_IIN, PARENTS, STAFF
from oqu.world.schools import SCHOOLS
from oqu.world.town import SETTLEMENT, STREETS

POPULATION = 2_000

__all__ = [
    "MINISTRY_IIN",
    "NEWCOMERS",
    "NO_PHONE_IIN",
    "PARENTS",
    "POPULATION",
    "SCHOOLS",
    "SETTLEMENT",
    "STAFF",
    "STREETS",
    "Address",
    "Document",
    "House",
    "Human",
    "LimitFact",
    "SchoolFact",
    "Settlement",
    "StaffFact",
    "Street",
    "people",
]


@cache
def people() -> tuple[Human, ...]:
    """Everybody in the town, the named ones first; parents stand before their children."""
    return NAMED + crowd(POPULATION - len(NAMED))
