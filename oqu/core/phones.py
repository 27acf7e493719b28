"""Phone numbers as people type them."""

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat, PhoneNumberType

_MOBILE = {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE}


def kazakhstan_mobile(typed: str) -> str | None:
    """E.164, or None for any other number."""
    number = _of_kazakhstan(typed)
    return _written(number) if number and phonenumbers.number_type(number) in _MOBILE else None


def kazakhstan_number(typed: str) -> str | None:
    """E.164 of a mobile or a landline, or None."""
    number = _of_kazakhstan(typed)
    return _written(number) if number else None


def _of_kazakhstan(typed: str) -> PhoneNumber | None:
    """The country code alone is shared with Russia."""
    try:
        number = phonenumbers.parse(typed, "KZ")
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_valid_number_for_region(number, "KZ") else None


def _written(number: PhoneNumber) -> str:
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)
