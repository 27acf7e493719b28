"""Numbers that look right and belong to nobody: IINs, BINs, telephones, document numbers."""

from datetime import date, timedelta
from itertools import count

from oqu.core.identity import check_digit
from oqu.world.facts import Sex

FIRST_DAY = date(2090, 1, 1)
DAYS = (date(2099, 1, 1) - FIRST_DAY).days
NEXT_TRY = 3_000  # the world holds fewer people than this, so a second try cannot meet another's number


def synthetic_iin(index: int, sex: Sex) -> str:
    """The IIN of the world's person number `index`: unique, valid, with birth digits of 2090-2098."""
    day = FIRST_DAY + timedelta(days=index * 1_117 % DAYS)
    century = "5" if sex == "m" else "6"
    for serial in count(index, NEXT_TRY):
        prefix = f"{day:%y%m%d}{century}{serial:04d}"
        digit = check_digit(prefix)
        if digit is not None:
            return f"{prefix}{digit}"
    raise AssertionError(index)


def synthetic_phone(index: int) -> str:
    """A mobile number of one block that the world keeps for itself."""
    return f"+7707555{index:04d}"


def synthetic_email(index: int) -> str:
    return f"person{index:04d}@example.com"


def card_number(index: int) -> str:
    return f"{90_000_000 + index * 7_919 % 9_999_991:09d}"


def certificate_number(index: int) -> str:
    return f"{index * 6_967 % 9_999_991:07d}"
