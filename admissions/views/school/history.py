"""The course of an application as its journal tells it: what, when, who, and the words that belong to it."""

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from admissions import selectors
from admissions.models import Application, JournalEntry
from admissions.states import Channel, Decision
from oqu.core import wording

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
    on_paper = facts.get("channel") == Channel.MANUAL
    titles = {
        _Event.ARRIVED: _("Application on paper registered") if on_paper else _("Application received"),
        _Event.DECIDED: _("Proposed to refuse") if refused else _("Proposed to accept"),
        _Event.RETURNED: _("Returned for rework"),
        _Event.SIGNED: _("Refusal signed") if refused else _("Acceptance signed"),
        _Event.WITHDRAWN: _("Withdrawn by the parent"),
        _Event.DUE_MOVED: _("Deadline recalculated"),
    }
    event = _Event(entry.event)
    by_school = on_paper or event not in {_Event.ARRIVED, _Event.WITHDRAWN, _Event.DUE_MOVED}
    return Happening(
        title=str(titles[event]),
        at=entry.at,
        who=entry.person.short_name if by_school and entry.person else "",
        comment=_comment(event, facts, comments),
        state="bad" if event is _Event.RETURNED or (refused and event is _Event.SIGNED) else "done",
    )


def _comment(event: JournalEntry.Event, facts: dict[str, Any], comments: dict[int, str]) -> str:
    if event is _Event.RETURNED:
        return comments.get(facts.get("round", -1), "")
    if event is _Event.DUE_MOVED:
        moments = {
            name: wording.long_moment(dt.datetime.fromisoformat(facts[name])) for name in ("was", "due")
        }
        return _("Working time has changed: it was %(was)s, now it is %(due)s.") % moments
    return ""
