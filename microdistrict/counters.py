"""The number beside «Микроучасток» in the menu."""

from microdistrict import selectors
from oqu.core.acting import Actor
from staff import frame


@frame.counts("microdistrict")
def to_do(actor: Actor) -> int:
    """Addresses that somebody has to look at."""
    if actor.school_id is None:
        return 0
    check = selectors.territory_check(actor.school_id)
    return check.to_do if check else 0
