"""What one row of the school's list says beside the application itself."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from admissions import line, policies
from admissions.deadlines import TimeLeft, clock_of, time_left, words_of
from admissions.errors import OrderViolated
from admissions.models import Application
from limits.selectors import LanguageSeats
from limits.services import check_can_take_seat
from oqu.core.acting import Actor


@dataclass(frozen=True)
class Row:
    """
    `first_decide` is the number at the head of the line; None for the head itself and where nothing waits.
    `only_refusal`: no seat can be taken, so accepting is not possible (R127). `holder`: whom an application
    on review is with, `held_for` how long.
    """

    application: Application
    time_left: TimeLeft | None
    first_decide: int | None
    only_refusal: bool
    holder: line.Holder | None
    held_for: str
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
    """In a number of queries that does not depend on how many rows there are. The card asks the same checks."""
    applications = list(applications)
    heads = line.heads_of(applications)
    applications = list(applications)
    clock = clock_of(each.school for each in applications)
    holders = line.holders_of(each for each in applications if each.is_on_review)
    by_language = {each.language: each.seats for each in seats}

    def first_decide(application: Application) -> int | None:
        head = heads.get(line.line_of(application))
        refusal = policies.ask(policies.check_can_refuse, application, actor, head=head).refusal
        return refusal.context["number"] if isinstance(refusal, OrderViolated) else None

    def only_refusal(application: Application) -> bool:
        seat = policies.ask(check_can_take_seat, by_language.get(application.language), application.zone)
        return application.is_on_review and not seat.allowed

    return [
        Row(
            application=each,
            time_left=time_left(each, now=now, clock=clock),
            first_decide=first_decide(each),
            only_refusal=only_refusal(each),
            holder=(holder := holders.get(each.pk)),
            held_for=words_of(now - holder.since) if holder else "",
            asks_for_transport=policies.asks_for_transport(each),
        )
        for each in applications
    ]
