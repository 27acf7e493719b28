"""Houses of a street in few words: «1–39, 41», «нечётные 1–39»."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

Side = Literal["", "odd", "even"]


@dataclass(frozen=True)
class Run:
    """
    Houses that follow each other along the street, from `first` to `last`: everything between them that the street
    has, or everything on one `side` of it.
    """

    first: str
    last: str
    side: Side = ""

    @property
    def is_single(self) -> bool:
        return self.first == self.last


@dataclass(frozen=True)
class Number:
    """A house number as the street has it; `whole` tells the side."""

    text: str
    whole: int

    @property
    def side(self) -> Side:
        return "odd" if self.whole % 2 else "even"


def runs(street: Sequence[Number], chosen: Collection[str]) -> list[Run]:
    """
    The chosen numbers in as few runs as can be. `street` holds every number of the street in its order, and of the
    chosen ones only those that stand there count.
    """
    along = _runs(street, chosen, "")
    if len(along) <= 1:
        return along
    by_side = [
        run
        for side in ("odd", "even")
        for run in _runs([number for number in street if number.side == side], chosen, side)
    ]
    return by_side if len(by_side) < len(along) else along


def _runs(numbers: Sequence[Number], chosen: Collection[str], side: Side) -> list[Run]:
    found: list[Run] = []
    first = last = ""
    for number in [*numbers, None]:
        if number is not None and number.text in chosen:
            first, last = first or number.text, number.text
        elif first:
            # a house alone stands on no side worth telling
            found.append(Run(first, last, side if first != last else ""))
            first = last = ""
    return found
