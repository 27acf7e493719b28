"""The course of an application as its journal tells it: what, when, who, and the words that belong to it."""

import datetime as dt
import json
from dataclasses import dataclass

from django.utils.translation import gettext as _

from admissions import selectors
from admissions.models import Application, JournalEntry
from admissions.states import Decision

_Event = JournalEntry.Event


@dataclass(frozen=True)
class Happening:
    """`state` is a tone of the timeline: done or bad."""

    title: str
    at: dt.datetime
    who: str = ""
    comment: str = ""
    state: str = "done"


def history_of(application: Application) -> list[Happening]:
    """Oldest first. Comments of the director belong to the round they ended."""
    comments = {rework.round: rework.comment for rework in selectors.reworks_of(application)}
    return [_happening(entry, comments) for entry in selectors.history_of(application)]


def _happening(entry: JournalEntry, comments: dict[int, str]) -> Happening:
    facts = json.loads(bytes(entry.canonical))
    refused = facts.get("decision") == Decision.REFUSE
    titles = {
        _Event.ARRIVED: _("Application received"),
        _Event.DECIDED: _("Proposed to refuse") if refused else _("Proposed to accept"),
        _Event.RETURNED: _("Returned for rework"),
        _Event.SIGNED: _("Refusal signed") if refused else _("Acceptance signed"),
        _Event.WITHDRAWN: _("Withdrawn by the parent"),
    }
    event = _Event(entry.event)
    by_school = event not in {_Event.ARRIVED, _Event.WITHDRAWN}
    return Happening(
        title=str(titles[event]),
        at=entry.at,
        who=entry.person.short_name if by_school and entry.person else "",
        comment=comments.get(facts.get("round", -1), "") if event is _Event.RETURNED else "",
        state="bad" if event is _Event.RETURNED or (refused and event is _Event.SIGNED) else "done",
    )
