"""What the demo shows: thirty applications in every status for every rule a newcomer should meet, and a pile to sign."""

from dataclasses import dataclass
from enum import Enum
from itertools import chain

from admissions.states import RefusalReason
from oqu import world
from oqu.world.named import SMALL_SCHOOL, THREE_CHILDREN


class Fate(Enum):
    """How far an application has come."""

    DRAFT = "the parent has not sent it"
    WAITS = "on review"
    WITHDRAWN = "taken back by the parent"
    ACCEPT_PROPOSED = "waits for the signature of an acceptance"
    REFUSE_PROPOSED = "waits for the signature of a refusal"
    RETURNED = "sent back by the director, on review again"
    ACCEPTED = "signed"
    REFUSED = "refusal signed"


DECIDED = frozenset(Fate) - {Fate.DRAFT, Fate.WAITS, Fate.WITHDRAWN}
ACCEPTING = frozenset({Fate.ACCEPT_PROPOSED, Fate.RETURNED, Fate.ACCEPTED})


@dataclass(frozen=True)
class Planned:
    """`hours_ago` is when it arrived, counted from the moment the demo is made."""

    school: str
    hours_ago: int
    language: str
    in_zone: bool
    fate: Fate
    wants_transport: bool = False
    has_special_needs: bool = False
    reason: str = RefusalReason.NOT_COMPLIANT
    parent: str = ""  # IIN of a named parent; otherwise somebody from the crowd


_IN, _OUT = True, False
_FULL = RefusalReason.CLASSES_FULL

PLAN: tuple[Planned, ...] = (
    Planned("032", 3, "kk", _IN, Fate.DRAFT),
    Planned("084", 2, "ru", _OUT, Fate.DRAFT),
    # School 32: a director with a pile of signatures to give, one returned application at the head of the line.
    Planned("032", 120, "kk", _IN, Fate.ACCEPTED),
    Planned("032", 118, "ru", _IN, Fate.ACCEPTED, wants_transport=True),
    Planned("032", 100, "kk", _OUT, Fate.REFUSED),
    Planned("032", 99, "kk", _IN, Fate.WITHDRAWN),
    Planned("032", 80, "ru", _OUT, Fate.ACCEPTED),
    Planned("032", 76, "kk", _IN, Fate.ACCEPTED, has_special_needs=True),
    *(Planned("032", hours, "kk", _IN, Fate.ACCEPT_PROPOSED) for hours in range(75, 62, -1)),
    Planned("032", 62, "kk", _OUT, Fate.REFUSE_PROPOSED, reason=_FULL),
    Planned("032", 61, "ru", _OUT, Fate.REFUSE_PROPOSED),
    Planned("032", 50, "kk", _IN, Fate.ACCEPT_PROPOSED),
    Planned("032", 49, "kk", _OUT, Fate.REFUSE_PROPOSED, reason=RefusalReason.UNRELIABLE_DOCUMENTS),
    Planned("032", 48, "ru", _IN, Fate.ACCEPT_PROPOSED, wants_transport=True),
    Planned("032", 47, "kk", _IN, Fate.RETURNED),
    Planned("032", 26, "kk", _IN, Fate.WAITS, wants_transport=True),
    Planned("032", 5, "ru", _OUT, Fate.WAITS),
    Planned("032", 4, "kk", _IN, Fate.WAITS, has_special_needs=True),
    Planned("032", 2, "ru", _IN, Fate.WAITS),
    # School 84: everything in order.
    Planned("084", 98, "kk", _IN, Fate.ACCEPTED),
    Planned("084", 97, "ru", _IN, Fate.ACCEPTED, parent=THREE_CHILDREN.iin),
    Planned("084", 96, "kk", _OUT, Fate.REFUSED, reason=RefusalReason.NO_PERSONAL_DATA_CONSENT),
    Planned("084", 52, "ru", _OUT, Fate.ACCEPT_PROPOSED),
    Planned("084", 6, "kk", _IN, Fate.WAITS),
    Planned("084", 5, "kk", _IN, Fate.WITHDRAWN),
    Planned("084", 3, "ru", _IN, Fate.WAITS),
    # School 12: two outside places in Kazakh, both taken; the next one from outside can only be refused.
    Planned("012", 90, "ru", _IN, Fate.ACCEPTED),
    Planned("012", 88, "kk", _OUT, Fate.ACCEPTED),
    Planned("012", 60, "kk", _OUT, Fate.ACCEPT_PROPOSED),
    Planned("012", 51, "kk", _OUT, Fate.REFUSED, reason=_FULL),
    Planned("012", 20, "kk", _OUT, Fate.WAITS),
    Planned("012", 7, "kk", _IN, Fate.WAITS),
    Planned("012", 3, "kk", _IN, Fate.WAITS, parent=SMALL_SCHOOL.iin),
)


@dataclass(frozen=True)
class Family:
    """Who applies for whom."""

    parent: str
    child: str


def families() -> list[tuple[Planned, Family]]:
    """Every planned application with a family of its own, in the order of the plan; the same ones every time."""
    people = {human.iin: human for human in world.people()}
    territories = {school.code: set(school.street_ids) for school in world.SCHOOLS}
    anywhere = set(chain.from_iterable(territories.values()))
    free = [human for human in world.people() if _may_start_school(human)]
    taken: set[str] = set(world.PARENTS)
    found = []
    for each in PLAN:
        streets = territories[each.school]
        child = next(
            human
            for human in free
            if (each.parent in human.parent_iins if each.parent else taken.isdisjoint(human.parent_iins))
            and human.address
            and (
                human.address.street_id in streets
                if each.in_zone
                else human.address.street_id in anywhere - streets
            )
        )
        parent = people[each.parent or child.parent_iins[0]]
        taken.update(child.parent_iins)
        found.append((each, Family(parent.iin, child.iin)))
    return found


def _may_start_school(human: world.Human) -> bool:
    return bool(human.parent_iins) and 2019 <= human.born_on.year <= 2020
