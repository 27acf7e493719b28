"""
Identity numbers of people (IIN) and organisations (BIN): twelve digits, the last one a check digit.

Since government resolution No. 853 of 26.08.2013 the digits say nothing binding about birth date or
sex, so nothing is derived from them.
"""

_ROUND_1 = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
_ROUND_2 = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)


def check_digit(first_11: str) -> int | None:
    """The twelfth digit, or None for a prefix that is never issued (both rounds give 10)."""
    digits = [int(character) for character in first_11]
    for weights in (_ROUND_1, _ROUND_2):
        remainder = sum(digit * weight for digit, weight in zip(digits, weights, strict=True)) % 11
        if remainder < 10:
            return remainder
    return None


def is_valid_iin(value: str) -> bool:
    """Twelve ASCII digits with a right check digit."""
    return (
        len(value) == 12 and value.isascii() and value.isdigit() and check_digit(value[:11]) == int(value[11])
    )


def is_valid_bin(value: str) -> bool:
    """The same arithmetic as an IIN; the fifth digit (4, 5 or 6) is the kind of organisation."""
    return is_valid_iin(value) and value[4] in "456"


def normalise_iin(value: str) -> str:
    """What a person typed, without spaces and dashes."""
    return "".join(character for character in value if character not in " -\u00a0\u2009")


def group_iin(value: str) -> str:
    """950601600023 -> 950601 600 023, for reading aloud."""
    return f"{value[:6]} {value[6:9]} {value[9:]}"


def mask_iin(value: str) -> str:
    """950601600023 -> •••••• ••• 023"""
    return f"•••••• ••• {value[9:]}"
