import datetime as dt
from uuid import UUID

from admissions import policies
from admissions.errors import CommentRequired
from admissions.models import Application, JournalEntry, Rework
from admissions.services._journal import note
from admissions.services._locks import lock_application
from admissions.services._seat import free_seat_of
from oqu.core.acting import Actor, acting
from oqu.outbox import services as outbox
from staff.models import Person
from staff.permissions import Action, check_may

_RETURNED = [
    "status", "decision", "decided_by", "decided_at", "refusal_reason", "refusal_reason_text", "explanation",
    "transport", "returned_at", "round", "version",
]  # fmt: skip


def return_for_rework(
    *, uuid: UUID, comment: str, by: Actor, now: dt.datetime, version: int | None = None
) -> Application:
    """
    The director disagrees: back to «На проверке» with the old number and deadline (R135-R137, D6).

    Locks queue, application, class limit (when a seat is freed). The decision document of the ended
    round is void: its round is behind the application's.

    :raises CommentRequired | AlreadyProcessed | PageIsStale | Forbidden:
    """
    check_may(by, Action.RETURN)
    with acting(by):
        application = lock_application(uuid, version=version)
        policies.check_can_return(application, by)
        if not comment.strip():
            raise CommentRequired
        Rework.objects.create(
            application=application,
            round=application.round,
            comment=comment.strip(),
            decision=application.decision,
            decided_by_id=application.decided_by_id,
            returned_by=Person(pk=by.person_id),
            returned_at=now,
        )
        free_seat_of(application)
        ended_round = application.round
        application.send_back(now=now)
        application.version += 1
        application.save(update_fields=_RETURNED)
        note(JournalEntry.Event.RETURNED, application, by=by, now=now, round=ended_round)
        outbox.put(
            "tell_returned",
            {"application_id": application.pk, "round": ended_round},
            dedupe_key=f"tell_returned/{application.pk}/{ended_round}",
            now=now,
        )
    return application
