"""
What must be true of the rows, whoever wrote them and however: asked of the rows alone, in SQL, for all at once.

The services and the triggers keep these things; here nobody is believed. Each module holds the invariants
of one subject; `ALL` is what `verify_journal` asks.
"""

from admissions.invariants import arrivals, deadlines, ends, entries, order, seats
from admissions.invariants.base import Broken, Invariant

ALL: tuple[Invariant, ...] = (
    *arrivals.INVARIANTS,
    *order.INVARIANTS,
    *seats.INVARIANTS,
    *ends.INVARIANTS,
    *entries.INVARIANTS,
    *deadlines.INVARIANTS,
)

__all__ = ["ALL", "Broken", "Invariant"]
