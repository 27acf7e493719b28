import datetime as dt
from uuid import UUID

from django.utils import translation

from admissions import line, policies
from admissions.errors import ReasonRequired, TransportAnswerRequired
from admissions.models import Application, JournalEntry
from admissions.services._journal import note
from admissions.services._locks import lock_application
from admissions.states import Decision, RefusalReason, Transport
from limits import services as seats
from limits.policies import Seats, SeatsEnd
from oqu.core.acting import Actor, acting
from oqu.outbox import services as outbox
from oqu.outbox.models import Lane
from staff.models import Person
from staff.permissions import Action, check_may

_DECIDED = [
    "status", "decision", "decided_by", "decided_at", "refusal_reason", "refusal_reason_text", "explanation",
    "transport", "version",
]  # fmt: skip


def accept(
    *, uuid: UUID, by: Actor, now: dt.datetime, transport: Transport | None = None, version: int | None = None
) -> Application:
    """
    Propose acceptance: hold a seat and pass the application to the director (R122, D5).

    Locks queue, application, class limit. `transport` is the answer to the parent's wish, compulsory
    when the school offers transport and the parent asked for it (R139, R141).

    :raises AlreadyProcessed | PageIsStale | OrderViolated | TransportAnswerRequired:
    :raises SeatsTaken | OutsideSeatsTaken | TotalUnknown: see `limits.services.take_seat`
    """
    check_may(by, Action.DECIDE)
    with acting(by):
        application = lock_application(uuid, version=version)
        policies.check_can_refuse(application, by, head=line.head_of(application))
        if application.transport == Transport.PENDING:
            application.transport = _transport_answer(application, transport)
        taken = seats.take_seat(
            school_id=application.school_id,
            school_year=application.campaign.school_year_id,
            language=application.language,
            zone=application.zone,
        )
        _pass_on(application, Decision.ACCEPT, by=by, now=now, **_facts_of(taken))
        if end := taken.ended_by(application.zone):
            _tell_seats_out(application, end, now)
    return application


def refuse(
    *,
    uuid: UUID,
    reason: str,
    by: Actor,
    now: dt.datetime,
    explanation: str = "",
    version: int | None = None,
) -> Application:
    """
    Propose refusal for one of the seven reasons (R123, R124); the director signs it like an acceptance.

    Locks queue, application. The reason's text is kept as it stood, in Russian.

    :raises ReasonRequired: empty or not one of the seven
    :raises AlreadyProcessed | PageIsStale | OrderViolated:
    """
    check_may(by, Action.DECIDE)
    with acting(by):
        application = lock_application(uuid, version=version)
        policies.check_can_refuse(application, by, head=line.head_of(application))
        if reason not in RefusalReason.values:
            raise ReasonRequired
        with translation.override("ru"):
            text = str(RefusalReason(reason).label)
        application.refusal_reason, application.refusal_reason_text = reason, text
        application.explanation = explanation.strip()
        _pass_on(application, Decision.REFUSE, by=by, now=now, reason=reason)
    return application


def _facts_of(taken: Seats) -> dict[str, object]:
    """What the acceptance found, this seat included; `verify_journal` judges it by these."""
    return {
        "used": taken.used,
        "outside_used": taken.outside_used,
        "total": taken.total,
        "outside_quota": taken.outside_quota,
        "policy": f"{taken.policy.name}/{taken.policy.version}",
    }


def _tell_seats_out(application: Application, end: SeatsEnd, now: dt.datetime) -> None:
    outbox.put(
        "tell_seats_out",
        {"application_id": application.pk, "code": end.value, "round": application.round},
        dedupe_key=f"tell_seats_out/{application.pk}/{application.round}",
        now=now,
    )


def _transport_answer(application: Application, answer: Transport | None) -> Transport:
    if not application.school.offers_transport:
        return Transport.DECLINED
    if answer not in {Transport.APPROVED, Transport.DECLINED}:
        raise TransportAnswerRequired
    return answer


def _pass_on(
    application: Application, decision: Decision, *, by: Actor, now: dt.datetime, **facts: object
) -> None:
    """Move the row, note it, and order the document that the director will sign."""
    application.propose(decision, by=Person(pk=by.person_id), now=now)
    application.version += 1
    application.save(update_fields=_DECIDED)
    note(
        JournalEntry.Event.DECIDED,
        application,
        by=by,
        now=now,
        decision=decision.value,
        round=application.round,
        transport=application.transport,
        **facts,
    )
    ids = {"application_id": application.pk, "round": application.round}
    key = f"render_decision/{application.pk}/{application.round}"
    outbox.put("render_decision", ids, dedupe_key=key, now=now, lane=Lane.RENDERER)
