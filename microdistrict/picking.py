"""Which houses of a street a person means: all free ones, one side, from a number to a number."""

from collections.abc import Sequence
from typing import Literal

from microdistrict.house_numbers import parse_house_number
from microdistrict.selectors.streets import House

How = Literal["free", "odd", "even", "range"]
HOWS: tuple[How, ...] = ("free", "odd", "even", "range")


def pick(houses: Sequence[House], how: str, *, first: str = "", last: str = "") -> set[int]:
    """
    Ids of the buildings, free ones only: another school's house is marked by hand. Nothing for an unknown `how`.

    A missing end of a range is open; an end «39» holds 39А and 39/1 too, an end «39А» does not.
    """
    free = [house.building for house in houses if house.is_free]
    if how == "free":
        chosen = free
    elif how in ("odd", "even"):
        chosen = [building for building in free if building.whole % 2 == (how == "odd")]
    elif how == "range" and (first or last):
        low, high = parse_house_number(first), parse_house_number(last)
        chosen = [
            building
            for building in free
            if (not first or (building.whole, building.suffix) >= low)
            and (not last or (building.whole, building.suffix if high.suffix else "") <= high)
        ]
    else:
        chosen = []
    return {building.pk for building in chosen}
