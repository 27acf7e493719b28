"""Where NOBD and the school disagree, and what can be done about it."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from limits.models import ClassLimit, NobdOffer
from limits.policies import check_can_have_total
from limits.selectors.seats import limits_of
from limits.years import is_past, name_of
from oqu.core.errors import DomainError


@dataclass(frozen=True)
class Offer:
    """`refusal` tells why NOBD's number cannot be taken; None when a press takes it."""

    offer: NobdOffer
    year: str
    language_label: str
    limit: ClassLimit | None
    refusal: DomainError | None


def offers_of(school_id: int, *, on: dt.date) -> list[Offer]:
    """Those that wait for a decision, the latest year first."""
    limits = {(each.school_year_id, each.language): each for each in limits_of(school_id)}
    return [
        _offer(row, limits.get((row.school_year_id, row.language)))
        for row in _waiting(school_id)
        if not is_past(row.school_year_id, on=on)
    ]


def open_offer_count(school_id: int, *, on: dt.date) -> int:
    years = _waiting(school_id).values_list("school_year_id", flat=True)
    return sum(not is_past(year, on=on) for year in years)


def _waiting(school_id: int) -> QuerySet[NobdOffer]:
    return NobdOffer.objects.filter(school_id=school_id, kept_at=None)


def _offer(row: NobdOffer, limit: ClassLimit | None) -> Offer:
    refusal: DomainError | None = None
    if limit is not None:
        try:
            check_can_have_total(limit.seats, row.total)
        except DomainError as found:
            refusal = found
    return Offer(row, name_of(row.school_year_id), str(row.get_language_display()), limit, refusal)
