"""Identity numbers: the vectors of the specification, and the arithmetic around them."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from oqu.core.identity import check_digit, group_iin, is_valid_bin, is_valid_iin, mask_iin, normalise_iin

DIGITS = st.text("0123456789", min_size=11, max_size=11)


@pytest.mark.rule("R32")
@pytest.mark.parametrize(
    "iin", ["950601500017", "950601600023", "960229500017", "981231500034", "970815600407", "950115500608"]
)
def test_a_right_number(iin):
    assert is_valid_iin(iin)


@pytest.mark.parametrize(
    "iin",
    [
        "950601500018",
        "95060150001",
        "9506015000170",
        "",
        "９５０６０１５００１７７",
        "95060150001a",
        "٩٥٠٦٠١٥٠٠٠١٧",
    ],
)
def test_a_wrong_number(iin):
    assert not is_valid_iin(iin)


@pytest.mark.parametrize("last", "0123456789")
def test_a_prefix_that_is_never_issued(last):
    assert not is_valid_iin(f"95031250071{last}")


@pytest.mark.parametrize(
    "bin_", ["990140000017", "050340001235", "120941000775", "220160000057", "151150000088"]
)
def test_a_right_bin(bin_):
    assert is_valid_bin(bin_)


def test_a_persons_number_is_no_bin():
    assert not is_valid_bin("950601500017")


@given(DIGITS, st.integers(0, 9), st.integers(1, 9))
def test_one_mistyped_digit_is_noticed(prefix, place, shift):
    """Where the first weights decide. The eleventh digit weighs 11 there, so a slip in it is not seen."""
    wrong = prefix[:place] + str((int(prefix[place]) + shift) % 10) + prefix[place + 1 :]
    assume(all(sum(int(d) * w for w, d in enumerate(number, 1)) % 11 < 10 for number in (prefix, wrong)))

    assert check_digit(wrong) != check_digit(prefix)


def test_how_it_is_read_typed_and_hidden():
    assert group_iin("950601600023") == "950601 600 023"
    assert normalise_iin(" 950601 600-023") == "950601600023"
    assert "950601" not in mask_iin("950601600023")
