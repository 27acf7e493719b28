"""What the journal and the application say of a life, in the words the services use."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.utils import translation

from admissions.models import Application, JournalEntry
from admissions.services._decide import _facts_of
from admissions.services._journal import entry_of
from admissions.states import Decision, RefusalReason
from oqu.core.acting import Actor
from oqu.demo.volume.lives import Life
from oqu.demo.volume.schools import Staffed
from staff.states import Role

Noted = tuple[dt.datetime, JournalEntry]
Event = JournalEntry.Event
REASON = RefusalReason.CLASSES_FULL


def decision_of(life: Life, by: Staffed) -> dict[str, Any]:
    with translation.override("ru"):
        text = str(REASON.label)
    return {
        "status": "on_signing",
        "decision": (Decision.ACCEPT if life.taken else Decision.REFUSE).value,
        "decided_at": life.decided_at,
        "decided_by_id": by.executor.pk,
        "refusal_reason": "" if life.taken else REASON.value,
        "refusal_reason_text": "" if life.taken else text,
    }


def story_of(application: Application, life: Life, at: Staffed) -> Iterator[Noted]:
    """The entries of one application, each with its moment."""
    family = Actor.parent(application.applicant_id)
    executor = Actor.school(at.executor.pk, at.school.pk, Role.EXECUTOR)
    director = Actor.school(at.director.pk, at.school.pk, Role.DIRECTOR)

    def noted(event: Event, by: Actor, now: dt.datetime, **facts: object) -> Noted:
        return now, entry_of(event, application, by=by, now=now, **facts)

    due = application.due_at.isoformat() if application.due_at else ""
    yield noted(Event.ARRIVED, family, life.received_at, zone=life.zone.value, due=due)
    if life.decided_at:
        decision = Decision.ACCEPT if life.taken else Decision.REFUSE
        facts = _facts_of(life.taken) if life.taken else {"reason": REASON.value}
        common = {"decision": decision.value, "round": 0, "transport": application.transport}
        yield noted(Event.DECIDED, executor, life.decided_at, **common, **facts)
    if life.returned_at:
        yield noted(Event.RETURNED, director, life.returned_at, round=0)
    if life.withdrawn_at:
        yield noted(Event.WITHDRAWN, family, life.withdrawn_at)
