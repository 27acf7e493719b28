"""School years that the ministry opened, and those whose limits can still be stated."""

import datetime as dt

from limits.models import SchoolYear
from limits.years import is_past


def school_years() -> list[SchoolYear]:
    """The latest first."""
    return list(SchoolYear.objects.all())


def open_years(*, on: dt.date) -> list[SchoolYear]:
    return [year for year in school_years() if not is_past(year.starts_in, on=on)]


def default_year(*, on: dt.date) -> int | None:
    """The year that a calendar year's admission is for, or the next one that is open (R179)."""
    years = sorted(year.starts_in for year in open_years(on=on))
    return next((year for year in years if year >= on.year), years[-1] if years else None)
