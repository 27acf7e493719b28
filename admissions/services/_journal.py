import datetime as dt
import hashlib
import json
import secrets
from typing import Any

from admissions.models import Application, JournalEntry
from oqu.core.acting import Actor


def note(
    event: JournalEntry.Event, application: Application, *, by: Actor, now: dt.datetime, **facts: Any
) -> None:
    """Append one event. `facts` are numbers, codes and hashes, never personal data."""
    entry_of(event, application, by=by, now=now, **facts).save(force_insert=True)


def entry_of(
    event: JournalEntry.Event, application: Application, *, by: Actor, now: dt.datetime, **facts: Any
) -> JournalEntry:
    """
    The row of one event, not saved yet.

    The canonical form is version 1: sorted keys, no spaces, UTF-8; readers of old rows depend on it.
    """
    canonical = json.dumps(
        {
            "v": 1,
            "event": event.value,
            "application": str(application.uuid),
            "number": application.number,
            "school": application.school_id,
            "campaign": application.campaign_id,
            "at": now.astimezone(dt.UTC).isoformat(),
            "role": by.role or by.scope,
            "nonce": secrets.token_hex(16),
            **facts,
        },
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
    ).encode()
    return JournalEntry(
        event=event,
        application=application,
        school_id=application.school_id,
        person_id=by.person_id,
        role=by.role,
        at=now,
        canonical=canonical,
        commitment=hashlib.sha256(canonical).hexdigest(),
    )
