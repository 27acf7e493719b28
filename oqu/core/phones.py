"""Phone numbers as people type them."""

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType

_MOBILE = {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE}


def kazakhstan_mobile(typed: str) -> str | None:
    """E.164, or None for any other number; the country code alone is shared with Russia."""
    try:
        number = phonenumbers.parse(typed, "KZ")
    except phonenumbers.NumberParseException:
        return None
    if (
        not phonenumbers.is_valid_number_for_region(number, "KZ")
        or phonenumbers.number_type(number) not in _MOBILE
    ):
        return None
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)
