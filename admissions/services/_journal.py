import datetime as dt
from typing import Any

from admissions.models import Application, JournalEntry
from oqu.audit.commitments import committed
from oqu.core.acting import Actor


def note(
    event: JournalEntry.Event, application: Application, *, by: Actor, now: dt.datetime, **facts: Any
) -> None:
    """Append one event. `facts` are numbers, codes and hashes, never personal data."""
    entry_of(event, application, by=by, now=now, **facts).save(force_insert=True)


def entry_of(
    event: JournalEntry.Event, application: Application, *, by: Actor, now: dt.datetime, **facts: Any
) -> JournalEntry:
    """The row of one event, not saved yet; its bytes and commitment are `oqu.audit.commitments`'."""
    canonical, commitment = committed(
        {
            "event": event.value,
            "application": str(application.uuid),
            "number": application.number,
            "school": application.school_id,
            "campaign": application.campaign_id,
            "at": now.astimezone(dt.UTC).isoformat(),
            "role": by.role or by.scope,
            **facts,
        }
    )
    return JournalEntry(
        event=event,
        application=application,
        school_id=application.school_id,
        person_id=by.person_id,
        role=by.role,
        at=now,
        canonical=canonical,
        commitment=commitment,
    )
