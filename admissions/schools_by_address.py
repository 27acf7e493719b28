"""Which schools an address may choose from, with the seats they have at this moment."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import get_language

from admissions.models import Campaign
from admissions.selectors import campaign_of
from limits.selectors import LanguageSeats, seats_of_schools
from microdistrict.selectors import Place, schools_serving
from oqu.core.clock import ALMATY
from oqu.core.remembered import remembered
from staff.models import School

OTHERS_SHOWN = 30
SEATS_KEPT_SECONDS = 20


@dataclass(frozen=True)
class SchoolWithSeats:
    """`languages` is empty when the school has not stated its seats yet."""

    school: School
    languages: list[LanguageSeats] = field(default_factory=list)

    @property
    def outside_free(self) -> int:
        """Seats a child from outside the microdistrict can still get, all languages together."""
        return sum(each.seats.outside_free for each in self.languages)


@dataclass(frozen=True)
class SchoolsByAddress:
    """`own` serve the address; `others` are schools of the settlement, those with free outside seats first."""

    own: list[SchoolWithSeats]
    others: list[SchoolWithSeats]
    campaign: Campaign | None
    as_of: dt.datetime


@dataclass(frozen=True)
class Town:
    """The schools of a settlement with their seats as they stood at `as_of`."""

    schools: list[SchoolWithSeats]
    campaign: Campaign | None
    as_of: dt.datetime


def schools_by_address(place: Place, *, now: dt.datetime) -> SchoolsByAddress:
    """Seats are at most SEATS_KEPT_SECONDS old; in a number of queries that does not depend on the schools."""
    serving = {each.school_id for each in schools_serving(place, now.astimezone(ALMATY).date())}
    town = town_of(place.street.settlement_id, now=now)
    own = [each for each in town.schools if each.school.pk in serving]
    others = [each for each in town.schools if each.school.pk not in serving]
    others.sort(key=lambda each: -each.outside_free)
    return SchoolsByAddress(own, others[:OTHERS_SHOWN], town.campaign, town.as_of)


def town_of(kato: str, *, now: dt.datetime) -> Town:
    """Kept for a moment, in the reader's language: in the opening minutes a whole town asks for the same."""

    def look() -> Town:
        schools = list(School.objects.filter(settlement_kato=kato, is_active=True).order_by("code"))
        campaign = campaign_of(schools[0], now=now) if schools else None
        return Town(with_seats(schools, campaign), campaign, now)

    return remembered(f"town/{kato}/{get_language()}", look, seconds=SEATS_KEPT_SECONDS)


def with_seats(schools: Iterable[School], campaign: Campaign | None) -> list[SchoolWithSeats]:
    """The schools in the order they came, with the seats of the campaign's school year."""
    listed = list(schools)
    seats = seats_of_schools([each.pk for each in listed], campaign.school_year_id) if campaign else {}
    return [SchoolWithSeats(each, seats.get(each.pk, [])) for each in listed]
