import datetime as dt
from uuid import UUID

from admissions import policies, selectors
from admissions.models import Application, JournalEntry
from admissions.services._journal import note
from admissions.services._locks import lock_application
from admissions.services._seat import free_seat_of
from oqu.core.acting import Actor, acting
from oqu.outbox import services as outbox
from staff.permissions import Action, check_may


def withdraw(*, uuid: UUID, by: Actor, now: dt.datetime, version: int | None = None) -> Application:
    """
    The parent who sent the application takes it back, until the signature (D10). The number stays used, and
    both parents are told.

    Locks queue, application, class limit (when a seat is freed).

    :raises AlreadyProcessed: it is final
    :raises PageIsStale: `version` is what the parent's page showed, and the school has gone on since
    :raises NotFound: not the parent's own
    :raises SentByOtherParent: the second parent sees it and cannot take it back
    :raises Forbidden: the school cannot take back what a family sent
    """
    check_may(by, Action.APPLY)
    with acting(by):
        application = lock_application(uuid, version=version)
        policies.check_can_withdraw(application, by, second=selectors.second_parent(application, by))
        free_seat_of(application)
        application.withdraw(now=now)
        application.version += 1
        application.save(update_fields=["status", "finalised_at", "version"])
        note(JournalEntry.Event.WITHDRAWN, application, by=by, now=now)
        outbox.put(
            "tell_withdrawn",
            {"application_id": application.pk},
            dedupe_key=f"tell_withdrawn/{application.pk}",
            now=now,
        )
    return application
