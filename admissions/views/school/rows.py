"""What one row of the school's list says beside the application itself."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings

from admissions import selectors
from admissions.deadlines import TimeLeft, time_left
from admissions.models import Application
from admissions.policies import asks_for_transport
from limits.selectors import LanguageSeats
from limits.services import check_can_take_seat
from oqu.calendar.selectors import working_days
from oqu.core.acting import Actor
from oqu.core.errors import DomainError


@dataclass(frozen=True)
class Row:
    """
    `first_decide` is the number that stands before this one; None for the head of the line.
    `only_refusal`: no seat can be taken, so accepting is not possible (R127).
    """

    application: Application
    time_left: TimeLeft | None
    first_decide: int | None
    only_refusal: bool
    asks_for_transport: bool

    @property
    def is_overdue(self) -> bool:
        return self.time_left is not None and self.time_left.is_overdue

    @property
    def is_next(self) -> bool:
        return self.application.is_on_review and self.first_decide is None


def rows_of(
    applications: Iterable[Application], actor: Actor, seats: Sequence[LanguageSeats], *, now: dt.datetime
) -> list[Row]:
    """In a number of queries that does not depend on how many rows there are."""
    scope = settings.QUEUE_SCOPE
    heads = selectors.heads_of_lines(actor, scope=scope)
    days = working_days()
    by_language = {each.language: each.seats for each in seats}

    def first_decide(application: Application) -> int | None:
        line = (application.queue_id, application.language if scope == "parallel" else "")
        head = heads.get(line)
        return head if application.is_on_review and head != application.number else None

    def only_refusal(application: Application) -> bool:
        try:
            check_can_take_seat(by_language.get(application.language), application.zone)
        except DomainError:
            return application.is_on_review
        return False

    return [
        Row(
            application=each,
            time_left=time_left(each, now=now, days=days),
            first_decide=first_decide(each),
            only_refusal=only_refusal(each),
            asks_for_transport=asks_for_transport(each),
        )
        for each in applications
    ]
