"""Questions other apps and screens may ask about seats. One place makes every gauge."""

from limits.selectors.listing import LimitRow, Totals, matching, totals_of
from limits.selectors.offers import Offer, offers_of, open_offer_count
from limits.selectors.preview import Preview, preview
from limits.selectors.seats import (
    LanguageSeats,
    languages_of,
    limit_of,
    limits_of,
    seats_of_parallel,
    seats_of_schools,
)
from limits.selectors.statements import Statement, statements_of
from limits.selectors.years import default_year, open_years, school_years

__all__ = [
    "LanguageSeats",
    "LimitRow",
    "Offer",
    "Preview",
    "Statement",
    "Totals",
    "default_year",
    "languages_of",
    "limit_of",
    "limits_of",
    "matching",
    "offers_of",
    "open_offer_count",
    "open_years",
    "preview",
    "school_years",
    "seats_of_parallel",
    "seats_of_schools",
    "statements_of",
    "totals_of",
]
