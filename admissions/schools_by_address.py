"""Which schools an address may choose from, with the seats they have at this moment."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from admissions.models import Campaign
from admissions.selectors import campaign_of
from limits.selectors import LanguageSeats, seats_of_schools
from microdistrict.selectors import Place, schools_serving
from oqu.core.clock import ALMATY
from staff.models import School

OTHERS_SHOWN = 30


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


def schools_by_address(place: Place, *, now: dt.datetime) -> SchoolsByAddress:
    """In a number of queries that does not depend on how many schools there are."""
    serving = {each.school_id for each in schools_serving(place, now.astimezone(ALMATY).date())}
    kato = place.street.settlement_id
    schools = list(School.objects.filter(settlement_kato=kato, is_active=True).order_by("code"))
    campaign = campaign_of(schools[0], now=now) if schools else None
    entries = with_seats(schools, campaign)
    own = [each for each in entries if each.school.pk in serving]
    others = [each for each in entries if each.school.pk not in serving]
    others.sort(key=lambda each: -each.outside_free)
    return SchoolsByAddress(own, others[:OTHERS_SHOWN], campaign, now)


def with_seats(schools: Iterable[School], campaign: Campaign | None) -> list[SchoolWithSeats]:
    """The schools in the order they came, with the seats of the campaign's school year."""
    listed = list(schools)
    seats = seats_of_schools([each.pk for each in listed], campaign.school_year_id) if campaign else {}
    return [SchoolWithSeats(each, seats.get(each.pk, [])) for each in listed]
