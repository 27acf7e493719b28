"""
Is it possible at all? The functions that enforce the rules are the ones that explain them: `check_*`
raises the error a person reads, `explain` collects the same answers for a screen.

The caller of a `check_*` that decides something holds the locks; asked without them the answer is only
for the eye.
"""

from dataclasses import dataclass

from django.conf import settings

from admissions import selectors
from admissions.errors import AlreadyProcessed, OrderViolated
from admissions.models import Application
from admissions.states import Transport
from limits import selectors as limit_selectors
from limits import services as seats
from oqu.core.acting import Actor
from oqu.core.errors import DomainError
from staff.permissions import Action, check_may


def check_on_review(application: Application) -> None:
    """:raises AlreadyProcessed:"""
    if not application.is_on_review:
        raise AlreadyProcessed(status=str(application.get_status_display()))


def check_on_signing(application: Application) -> None:
    """:raises AlreadyProcessed:"""
    if not application.is_on_signing:
        raise AlreadyProcessed(status=str(application.get_status_display()))


def check_is_next(application: Application) -> None:
    """
    Strictly in the order of arrival, for acceptance and refusal alike (R105-R108).

    :raises OrderViolated: names the earlier application in its context
    """
    earlier = selectors.blocking(application, scope=settings.QUEUE_SCOPE)
    if earlier is not None:
        raise OrderViolated(
            blocking=earlier.reference, number=earlier.number, received_at=earlier.received_at.isoformat()
        )


def asks_for_transport(application: Application) -> bool:
    """Whether «Подвоз» is shown: the school offers it and the parent asked for it (R139)."""
    offers = application.school is not None and application.school.offers_transport
    return offers and application.transport != Transport.NOT_REQUESTED


def check_can_refuse(application: Application, actor: Actor) -> None:
    check_may(actor, Action.DECIDE)
    check_on_review(application)
    check_is_next(application)


def check_can_accept(application: Application, actor: Actor) -> None:
    """The order first, the seats second (R184). `take_seat` asks the seats again under their lock."""
    check_can_refuse(application, actor)
    state = limit_selectors.seats_of_parallel(
        application.school_id, application.campaign.school_year_id, application.language
    )
    seats.check_can_take_seat(state, application.zone)


def check_can_return(application: Application, actor: Actor) -> None:
    check_may(actor, Action.RETURN)
    check_on_signing(application)


def check_can_sign(application: Application, actor: Actor) -> None:
    check_may(actor, Action.SIGN)
    check_on_signing(application)


@dataclass(frozen=True)
class Possibility:
    """Whether one thing may be done, and the refusal that stands against it."""

    refusal: DomainError | None = None

    @property
    def allowed(self) -> bool:
        return self.refusal is None


@dataclass(frozen=True)
class Explanation:
    accept: Possibility
    refuse: Possibility
    return_for_rework: Possibility
    sign: Possibility


def explain(application: Application, actor: Actor) -> Explanation:
    """What this actor may do with this application now, and why not (D8)."""

    def ask(check: object) -> Possibility:
        try:
            check(application, actor)  # type: ignore[operator]
        except DomainError as refusal:
            return Possibility(refusal)
        return Possibility()

    return Explanation(
        ask(check_can_accept), ask(check_can_refuse), ask(check_can_return), ask(check_can_sign)
    )
