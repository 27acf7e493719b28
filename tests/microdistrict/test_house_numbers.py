import pytest

from microdistrict.house_numbers import parse_house_number


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("14", (14, "")),
        ("14А", (14, "А")),
        ("14 а", (14, "А")),
        ("14A", (14, "А")),  # Latin
        ("14-а", (14, "А")),
        ("14 К", (14, "К")),
        ("3/1", (3, "/1")),
        ("3 / 1", (3, "/1")),
        ("3 корпус 1", (3, "/1")),
        ("3к1", (3, "/1")),
        ("дом 39", (39, "")),
        ("д. 39", (39, "")),
        ("39 үй", (39, "")),
        ("№39", (39, "")),
        ("12-14", (12, "-14")),
        ("б/н", (0, "Б/Н")),
        ("", (0, "")),
        ("999999", (0, "999999")),
    ],
)
def test_what_a_person_types_is_what_the_register_writes(typed, parts):
    assert parse_house_number(typed) == parts


def test_houses_sort_as_they_stand_on_the_street():
    numbers = ["10", "2", "14А", "14", "3/2", "3", "3/1"]
    assert sorted(numbers, key=parse_house_number) == ["2", "3", "3/1", "3/2", "10", "14", "14А"]
