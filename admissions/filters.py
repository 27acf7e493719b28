"""What narrows the school's list. It stands in the address, so a filtered list can be kept and sent."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import Q
from django.utils.translation import gettext as _

from admissions.models import Application, ApplicationQuerySet
from admissions.states import FINAL, Status
from admissions.terms import Term, due_in
from oqu.core import wording
from oqu.core.clock import ALMATY
from staff.models import Person


@dataclass(frozen=True)
class Filter:
    """One question with a closed list of answers, or with none: then a day is the answer. `value` is "" for all."""

    name: str
    label: str
    narrows: Callable[[str], Q]
    choices: Sequence[tuple[str, str]] = ()
    value: str = ""

    @property
    def is_day(self) -> bool:
        return not self.choices

    @property
    def chosen_words(self) -> str:
        if self.is_day:
            return f"{self.label} {wording.long_date(dt.date.fromisoformat(self.value))}"
        return dict(self.choices)[self.value]

    def answered(self, value: str) -> "Filter":
        """An answer that no list knows is as good as none."""
        is_known = _is_day(value) if self.is_day else value in dict(self.choices)
        return replace(self, value=value if is_known else "")


@dataclass(frozen=True)
class Filters:
    view: str
    number: str
    chosen: list[Filter]

    @property
    def are_set(self) -> bool:
        return bool(self.number) or any(each.value for each in self.chosen)

    @property
    def chips(self) -> Iterator[tuple[str, str]]:
        """What is chosen, each with the address without it."""
        if self.number:
            yield _("No. %(number)s") % {"number": self.number}, self.address(without="q")
        for each in self.chosen:
            if each.value:
                yield each.chosen_words, self.address(without=each.name)

    def apply(self, rows: ApplicationQuerySet) -> ApplicationQuerySet:
        if self.number:
            rows = rows.filter(number=_number_in(self.number))
        for each in self.chosen:
            if each.value:
                rows = rows.filter(each.narrows(each.value))
        return rows

    def address(self, *, without: str = "", page: str = "") -> str:
        asked = {} if self.view == "processed" else {"view": self.view}
        if self.number and without != "q":
            asked["q"] = str(_number_in(self.number))
        asked |= {each.name: each.value for each in self.chosen if each.value and each.name != without}
        return "?" + "&".join(filter(None, [urlencode(asked), page]))


def filters_of(
    asked: Mapping[str, str], *, view: str, deciders: Sequence[Person], now: dt.datetime
) -> Filters:
    """`deciders`: whose decisions can be asked for, where the view shows decided ones."""
    questions = [
        _of_field("zone_type", _("Type of application")),
        _of_field("language", _("Language of study")),
        _of_field("transport", _("Transport")),
    ]
    if view in {"decide", "returned", "sign"}:
        questions.append(
            Filter("term", _("Due"), lambda term: due_in(Term(term), now=now), _choices(Term.choices))
        )
    if view == "processed":
        final = [(value, label) for value, label in Status.choices if value in FINAL]
        questions.append(Filter("status", _("Status"), lambda status: Q(status=status), _choices(final)))
    if deciders:
        names = [(str(person.uuid), person.short_name) for person in deciders]
        questions.append(Filter("by", _("Decided by"), lambda uuid: Q(decided_by__uuid=uuid), names))
    questions += [
        Filter("since", _("Received from"), lambda day: Q(received_at__gte=_begin_of(day))),
        Filter("until", _("Received until"), lambda day: Q(received_at__lt=_begin_of(day, later=1))),
    ]
    chosen = [question.answered(asked.get(question.name, "")) for question in questions]
    return Filters(view, asked.get("q", "").strip(), chosen)


def _of_field(name: str, label: str) -> Filter:
    choices = _choices(Application._meta.get_field(name).flatchoices)
    return Filter(name, label, lambda value: Q(**{name: value}), choices)


def _choices(choices: Sequence[tuple[object, object]]) -> list[tuple[str, str]]:
    return [(str(value), str(label)) for value, label in choices if value]


def _is_day(text: str) -> bool:
    """As a browser writes it, and in a century that has applications."""
    if not re.fullmatch(r"20\d\d-\d\d-\d\d", text):
        return False
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _begin_of(day: str, *, later: int = 0) -> dt.datetime:
    begins = dt.date.fromisoformat(day) + dt.timedelta(days=later)
    return dt.datetime.combine(begins, dt.time(), tzinfo=ALMATY)


def _number_in(query: str) -> int:
    """34, № 34 and 2026-032-34 mean the same application of this school; anything else means none."""
    digits = re.search(r"(\d{1,9})$", query)
    return int(digits[1]) if digits else 0
