"""How a deadline was counted, as sentences: one for each step of the derivation an application keeps."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from oqu.calendar.selectors import names_of
from oqu.core import wording

_WORDS = {
    "working_day": gettext_noop("%(day)s: counted from %(from)s to %(until)s."),
    "moved_working_day": gettext_noop("%(day)s: a working day by order, counted from %(from)s to %(until)s."),
    "single_hours": gettext_noop(
        "%(day)s: other office hours on this day, counted from %(from)s to %(until)s."
    ),
    "weekend": gettext_noop("%(day)s: a weekend, not counted."),
    "day_off": gettext_noop("%(day)s: %(name)s, not counted."),
    "before_opening": gettext_noop("%(day)s: the school opens at %(until)s, the term starts then."),
    "after_closing": gettext_noop(
        "%(day)s, %(from)s: the school is closed, the term waits for the next working day."
    ),
}
_AT_OPENING = gettext_noop("%(day)s: the term ends at %(until)s, as the school opens.")


@dataclass(frozen=True)
class Line:
    """`counted` tells a span of the term from one that was passed over."""

    words: str
    counted: bool


def lines_of(derivation: Mapping[str, Any]) -> list[Line]:
    """What `Deadline.as_json` keeps, in the reader's language; names of days off as they are called now."""
    steps = derivation.get("derivation", [])
    names = names_of(dt.date.fromisoformat(step["date"]) for step in steps if step["reason"] == "day_off")
    return [Line(_sentence(step, names), step["counted"]) for step in steps]


def _sentence(step: Mapping[str, Any], names: Mapping[dt.date, str]) -> str:
    day = dt.date.fromisoformat(step["date"])
    is_at_opening = step["counted"] and step["from"] == step["until"]
    return _(_AT_OPENING if is_at_opening else _WORDS[step["reason"]]) % {
        "day": wording.day_of_week(day),
        "from": _clock_time(step["from"]),
        "until": _clock_time(step["until"]),
        "name": names.get(day) or _("a day off"),
    }


def _clock_time(text: str | None) -> str:
    """12:30, with seconds only where there are some: deadlines keep them (A15)."""
    if text is None:
        return ""
    time = dt.time.fromisoformat(text).replace(microsecond=0)
    return time.isoformat("seconds" if time.second else "minutes")
