"""
Is it possible at all? The functions that enforce the rules are the ones that explain them (D8): `check_*`
raises the error a person reads, `explain` asks the same checks and collects their answers.

The checks are pure: what they look at is handed in. Who decides by them has read it under the locks; asked
without locks the answer is only for the eye.
"""

from collections.abc import Callable
from dataclasses import dataclass

from admissions import line, selectors
from admissions.errors import AlreadyProcessed, DocumentNotReady, OrderViolated, SentByOtherParent
from admissions.models import Application, IssuedDocument, SecondParent
from admissions.states import MOVES, Status, Transport
from limits import selectors as limit_selectors
from limits import services as limits
from limits.policies import Seats
from oqu.core.acting import Actor
from oqu.core.errors import DomainError, Forbidden, NotFound
from staff.permissions import Action, check_may


def check_can_accept(
    application: Application, actor: Actor, *, head: Application | None, seats: Seats | None
) -> None:
    """
    The order first, the seats second (R184). The service asks the seats by `take_seat`, under their lock.

    :raises Forbidden | NotFound | AlreadyProcessed | OrderViolated:
    :raises SeatsTaken | OutsideSeatsTaken | TotalUnknown:
    """
    check_can_refuse(application, actor, head=head)
    limits.check_can_take_seat(seats, application.zone)


def check_can_refuse(application: Application, actor: Actor, *, head: Application | None) -> None:
    """:raises Forbidden | NotFound | AlreadyProcessed | OrderViolated:"""
    _check_is_for(application, actor, Action.DECIDE)
    _check_moves(application, "propose")
    check_is_next(application, head)


def check_is_next(application: Application, head: Application | None) -> None:
    """
    Strictly in the order of arrival, for acceptance and refusal alike (R105-R108).

    :raises OrderViolated: names the application at the head of the line in its context
    """
    if head is not None and head.number < application.number:
        raise OrderViolated(
            blocking=head.reference, number=head.number, received_at=head.received_at.isoformat()
        )


def check_can_return(application: Application, actor: Actor) -> None:
    """:raises Forbidden | NotFound | AlreadyProcessed:"""
    _check_is_for(application, actor, Action.RETURN)
    _check_moves(application, "send_back")


def check_can_sign(application: Application, actor: Actor, *, document: IssuedDocument | None) -> None:
    """
    `document` is the decision of the present round, whose bytes are signed.

    :raises Forbidden | NotFound | AlreadyProcessed:
    :raises DocumentNotReady: the renderer has not made the document yet
    """
    _check_is_for(application, actor, Action.SIGN)
    _check_moves(application, "finalise_acceptance")
    if document is None:
        raise DocumentNotReady


def check_may_fill(actor: Actor) -> None:
    """
    Who fills and sends an application: the parent the own one, a clerk what a parent brought on paper.

    :raises Forbidden:
    """
    check_may(actor, Action.REGISTER_PAPER if actor.scope == "school" else Action.APPLY)


def check_can_withdraw(application: Application, actor: Actor, *, second: SecondParent | None) -> None:
    """
    The parent who sent it takes it back, until the signature (D10). `second` tells that the actor is the other
    one, who would give up a place that somebody else has taken.

    :raises Forbidden | NotFound | SentByOtherParent | AlreadyProcessed:
    """
    if second is not None:
        raise SentByOtherParent
    _check_is_for(application, actor, Action.APPLY)
    _check_moves(application, "withdraw")


def asks_for_transport(application: Application) -> bool:
    """Whether «Подвоз» is shown: the school offers it and the parent asked for it (R139)."""
    offers = application.school is not None and application.school.offers_transport
    return offers and application.transport != Transport.NOT_REQUESTED


@dataclass(frozen=True)
class Possibility:
    """Whether one thing may be done now, and the refusal that stands against it."""

    refusal: DomainError | None = None

    @property
    def allowed(self) -> bool:
        return self.refusal is None

    @property
    def is_for_another_role(self) -> bool:
        return isinstance(self.refusal, Forbidden)


@dataclass(frozen=True)
class Explanation:
    """
    What one person may do with one application now, why not, and the facts the answers rest on.

    `seat` tells whether a seat could be taken if it were the application's turn. `blocking` is the head of
    the line when that is another application, on review like this one.
    """

    accept: Possibility
    refuse: Possibility
    return_for_rework: Possibility
    sign: Possibility
    withdraw: Possibility
    seat: Possibility
    seats: Seats | None
    blocking: Application | None
    decision_document: IssuedDocument | None


def explain(application: Application, actor: Actor) -> Explanation:
    """
    What this actor may do with this application now, and why not (D8). Called inside `acting`.

    Whoever shows a button, answers a program or tells a person why a button is grey asks here.
    """
    seats = limit_selectors.seats_of_parallel(
        application.school_id, application.campaign.school_year_id, application.language
    )
    head = line.head_of(application)
    document = application.issued(IssuedDocument.Kind.DECISION)
    turn = ask(check_is_next, application, head) if application.is_on_review else Possibility()
    return Explanation(
        accept=ask(check_can_accept, application, actor, head=head, seats=seats),
        refuse=ask(check_can_refuse, application, actor, head=head),
        return_for_rework=ask(check_can_return, application, actor),
        sign=ask(check_can_sign, application, actor, document=document),
        withdraw=ask(
            check_can_withdraw, application, actor, second=selectors.second_parent(application, actor)
        ),
        seat=ask(limits.check_can_take_seat, seats, application.zone)
        if application.zone_type
        else Possibility(),
        seats=seats,
        blocking=None if turn.allowed else head,
        decision_document=document,
    )


def ask(check: Callable[..., None], *facts: object, **more: object) -> Possibility:
    """A check asked instead of enforced."""
    try:
        check(*facts, **more)
    except DomainError as refusal:
        return Possibility(refusal)
    return Possibility()


def _check_is_for(application: Application, actor: Actor, action: Action) -> None:
    """
    The role allows it, and the application is the actor's own: the family's, or sent to the actor's school.

    :raises Forbidden | NotFound: what belongs to others, or was not sent yet, does not exist for the actor
    """
    check_may(actor, action)
    is_own = (
        application.applicant_id == actor.person_id
        if actor.scope == "parent"
        else application.school_id == actor.school_id
    )
    if not is_own or application.is_draft:
        raise NotFound


def _check_moves(application: Application, move: str) -> None:
    """:raises AlreadyProcessed: the table of moves knows no such move from where the application is"""
    if Status(application.status) not in MOVES[move].sources:
        raise AlreadyProcessed(status=str(application.get_status_display()))
