"""2026-2027 in an address; anything but two years in a row is no address of ours."""

from limits.errors import YearMisspelt
from limits.years import name_of, year_named


class SchoolYearConverter:
    regex = "[0-9]{4}-[0-9]{4}"

    def to_python(self, value: str) -> int:
        try:
            return year_named(value)
        except YearMisspelt as error:
            raise ValueError(value) from error

    def to_url(self, value: int) -> str:
        return name_of(value)
