import pytest

from oqu.core.phones import kazakhstan_mobile


@pytest.mark.rule("R149")
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("8 707 123 45 67", "+77071234567"),
        ("+7 (707) 123-45-67", "+77071234567"),
        ("7071234567", "+77071234567"),
        ("+7 916 123-45-67", None),  # Russia has the same country code
        ("+7 717 270 00 00", None),  # a fixed line gets no SMS
        ("8 707 123 45", None),
        ("call me", None),
        ("", None),
    ],
)
def test_only_a_mobile_number_of_kazakhstan_is_taken(typed, kept):
    assert kazakhstan_mobile(typed) == kept
