"""Pages that cost the same however far one reads: each begins beside a row, not after so many rows."""

from dataclasses import dataclass
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q
from django.http import QueryDict

from admissions.models import Application, ApplicationQuerySet

Asked = QueryDict | dict[str, str]


@dataclass(frozen=True)
class Page:
    """`previous` and `following` are the parameters of the neighbouring pages, "" at the ends."""

    rows: list[Application]
    start: int
    previous: str = ""
    following: str = ""

    @property
    def end(self) -> int:
        return self.start + len(self.rows) - 1


def page_of(rows: ApplicationQuerySet, order: tuple[str, ...], asked: Asked, *, size: int) -> Page:
    """
    The page that an address asks for by `after` or `before` a row and by `from`, the place of its first row,
    which is only shown. An address that means no row any more shows the first page.

    `order` are the names of the list's order, unique together, "-" before what falls.
    """
    backwards = not asked.get("after") and bool(asked.get("before"))
    beside = _row(rows, asked.get("before") if backwards else asked.get("after"))
    directed = tuple(_turned(name) for name in order) if backwards and beside else order
    found = _beyond(rows.order_by(*directed), directed, beside).first_rows(size + 1)
    has_more, found = len(found) > size, found[:size]
    if directed != order:
        found.reverse()
    if not found:
        return Page([], 0)
    start = _number(asked.get("from")) if beside else 1
    has_previous = has_more if directed != order else beside is not None
    has_following = True if directed != order else has_more
    return Page(
        found,
        start,
        previous=f"before={found[0].uuid}&from={max(1, start - size)}" if has_previous else "",
        following=f"after={found[-1].uuid}&from={start + len(found)}" if has_following else "",
    )


def _row(rows: ApplicationQuerySet, uuid: str | None) -> Application | None:
    try:
        return rows.model._default_manager.filter(uuid=UUID(uuid or "")).first()
    except ValueError:
        return None


def _beyond(
    rows: ApplicationQuerySet, order: tuple[str, ...], beside: Application | None
) -> ApplicationQuerySet:
    """(a, b) after (x, y) as: a after x, or a = x and b after y."""
    if beside is None:
        return rows
    steps = [(name.removeprefix("-"), "lt" if name.startswith("-") else "gt") for name in order]
    values = {name: getattr(beside, name) for name, _ in steps}
    if None in values.values():
        return rows
    conditions = (
        Q(**{f"{name}__{side}": values[name]}, **{same: values[same] for same, _ in steps[:place]})
        for place, (name, side) in enumerate(steps)
    )
    return rows.filter(reduce(or_, conditions))


def _turned(name: str) -> str:
    return name.removeprefix("-") if name.startswith("-") else f"-{name}"


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 8 else 1
