"""Houses in few words, and back again: nothing is lost, nothing is added."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microdistrict.house_numbers import parse_house_number
from microdistrict.house_ranges import Number, Run, runs


def street(*numbers):
    return [Number(number, parse_house_number(number).whole) for number in numbers]


def told(numbers, chosen):
    return [(run.side, run.first, run.last) for run in runs(street(*numbers), chosen)]


ALL = [str(number) for number in range(1, 13)]
ODD, EVEN = ALL[::2], ALL[1::2]


@pytest.mark.parametrize(
    ("numbers", "chosen", "expected"),
    [
        (ALL, ALL, [("", "1", "12")]),
        (ALL, [], []),
        (ALL, ["5"], [("", "5", "5")]),
        (ALL, ODD, [("odd", "1", "11")]),
        (ALL, EVEN, [("even", "2", "12")]),
        (ALL, [*ODD, "2"], [("odd", "1", "11"), ("", "2", "2")]),
        (ALL, ["1", "2", "3", "7"], [("", "1", "3"), ("", "7", "7")]),
        (ODD, ODD[:3], [("", "1", "5")]),  # a street of one side needs no word for it
        (["1", "3/1", "3", "3А", "5"], ["3/1", "3", "3А"], [("", "3/1", "3А")]),
    ],
)
def test_in_as_few_runs_as_can_be(numbers, chosen, expected):
    assert told(numbers, chosen) == expected


@given(st.sets(st.integers(1, 40)), st.sets(st.integers(1, 40)))
def test_runs_say_exactly_the_chosen_houses(numbers, chosen):
    along = street(*map(str, sorted(numbers)))
    wanted = {str(number) for number in chosen & numbers}
    assert unfolded(along, runs(along, wanted)) == wanted


def unfolded(along: list[Number], told: list[Run]) -> set[str]:
    texts = [number.text for number in along]
    found: set[str] = set()
    for run in told:
        between = along[texts.index(run.first) : texts.index(run.last) + 1]
        found |= {number.text for number in between if not run.side or number.side == run.side}
    return found
