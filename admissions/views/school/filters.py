"""What narrows the school's list. It stands in the address, so a filtered list can be kept and sent."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from admissions.models import Application


@dataclass(frozen=True)
class Filter:
    """One question with a closed list of answers; `value` is "" for all."""

    name: str
    label: str
    choices: list[tuple[str, str]]
    value: str = ""


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
                yield dict(each.choices)[each.value], self.address(without=each.name)

    def apply(self, rows: QuerySet[Application], *, now: dt.datetime) -> QuerySet[Application]:
        if self.number:
            rows = rows.filter(number=_number_in(self.number))
        for each in self.chosen:
            if each.value and each.name == "transport":
                rows = rows.filter(transport=each.value)
            elif each.value and each.name == "term":
                rows = rows.filter(due_at__lt=now)
            elif each.value:
                rows = rows.filter(**{each.name: each.value})
        return rows

    def address(self, *, without: str = "", page: str = "") -> str:
        asked = {} if self.view == "processed" else {"view": self.view}
        if self.number and without != "q":
            asked["q"] = str(_number_in(self.number))
        asked |= {each.name: each.value for each in self.chosen if each.value and each.name != without}
        return "?" + "&".join(filter(None, [urlencode(asked), page]))


def filters_of(asked: Mapping[str, str], *, view: str) -> Filters:
    """An answer that no list knows is as good as none."""
    questions = [
        Filter("zone_type", _("Type of application"), _choices("zone_type")),
        Filter("language", _("Language of study"), _choices("language")),
        Filter("transport", _("Transport"), _choices("transport")),
    ]
    if view != "processed":
        questions.append(Filter("term", _("Due"), [("overdue", _("Overdue"))]))
    chosen = []
    for question in questions:
        answer = asked.get(question.name, "")
        known = answer if answer in dict(question.choices) else ""
        labels = [(value, str(label)) for value, label in question.choices]
        chosen.append(Filter(question.name, question.label, labels, known))
    return Filters(view, asked.get("q", "").strip(), chosen)


def _choices(field: str) -> list[tuple[str, str]]:
    choices = Application._meta.get_field(field).flatchoices
    return [(str(value), str(label)) for value, label in choices if value]


def _number_in(query: str) -> int:
    """34, № 34 and 2026-032-34 mean the same application of this school; anything else means none."""
    digits = re.search(r"(\d{1,9})$", query)
    return int(digits[1]) if digits else 0
