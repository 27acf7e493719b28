"""Headings of the list by the deadline: «Просрочено», «Сегодня», «Завтра», «Позже»."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from admissions.terms import term_of
from admissions.views.school.rows import Row


@dataclass(frozen=True)
class Stretch:
    """Neighbours in the line that fall due alike; `title` is "" where nothing falls due."""

    title: str
    rows: list[Row]


def stretches_of(rows: Iterable[Row], *, now: dt.datetime) -> list[Stretch]:
    """
    Cut, never sorted: the order is that of arrival (R105). Who arrives earlier falls due earlier, so the
    overdue ones come first by themselves.
    """

    def title(row: Row) -> str:
        application = row.application
        if application.due_at is None or application.is_final:
            return ""
        return str(term_of(application.due_at, now=now).label)

    return [Stretch(words, list(neighbours)) for words, neighbours in groupby(rows, key=title)]
