"""Rows of an import: what each states, judged by the same rules as what a person types."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from limits.selectors.seats import FIRST_GRADE
from limits.services._told import Told, check_language, check_told
from limits.years import year_named
from oqu.core.errors import DomainError
from oqu.core.identity import is_valid_bin

COLUMNS = ("org_bin", "school_year", "grade", "language_code", "seats_total", "class_count")


@dataclass(frozen=True)
class RawRow:
    """`place` is where a person finds the row: «limits.csv, line 7»."""

    place: str
    values: Mapping[str, object]


@dataclass(frozen=True)
class Row:
    place: str
    org_bin: str
    school_year: int
    language: str
    told: Told

    @property
    def parallel(self) -> tuple[str, int, str]:
        return self.org_bin, self.school_year, self.language


def read_rows(raw: Iterable[RawRow]) -> tuple[list[Row], list[str]]:
    """The rows that are right, and a sentence for each that is not, with its place. One parallel stands once."""
    rows: list[Row] = []
    problems: list[str] = []
    first_place: dict[tuple[str, int, str], str] = {}
    for each in raw:
        row = _read(each, problems)
        if row is None:
            continue
        if row.parallel in first_place:
            sentence = _("the same school, year and language as in %(place)s")
            problems.append(f"{row.place}: {sentence % {'place': first_place[row.parallel]}}")
            continue
        first_place[row.parallel] = row.place
        rows.append(row)
    return rows, problems


def _read(raw: RawRow, problems: list[str]) -> Row | None:
    """None when something is wrong: everything that is, is told at once."""
    wrong: list[str] = []

    def ask(question: Callable[[], object]) -> object:
        try:
            return question()
        except DomainError as refusal:
            wrong.append(str(refusal))
        except ValueError as error:
            wrong.append(str(error))
        return None

    org_bin = ask(lambda: _bin(_text(raw, "org_bin")))
    year = ask(lambda: year_named(_text(raw, "school_year")))
    ask(lambda: _grade(raw))
    language = _text(raw, "language_code").lower()
    ask(lambda: check_language(language))
    total = ask(lambda: _whole(raw, "seats_total"))
    classes = ask(lambda: _whole(raw, "class_count"))
    if isinstance(total, int) and isinstance(classes, int):
        told = Told(total, classes)
        ask(lambda: check_told(told))
    problems += [f"{raw.place}: {sentence}" for sentence in wrong]
    if wrong or not isinstance(org_bin, str) or not isinstance(year, int):
        return None
    return Row(raw.place, org_bin, year, language, told)


def _text(raw: RawRow, column: str) -> str:
    value = raw.values.get(column)
    return "" if value is None else str(value).strip()


def _bin(text: str) -> str:
    if not is_valid_bin(text):
        raise ValueError(
            _("“%(value)s” is not a BIN: twelve digits, the last one checks the others") % {"value": text}
        )
    return text


def _grade(raw: RawRow) -> None:
    if _whole(raw, "grade") != FIRST_GRADE:
        raise ValueError(_("only the first grade is admitted, write 1 as the grade"))


def _whole(raw: RawRow, column: str) -> int:
    text = _text(raw, column)
    if not (text.isascii() and text.lstrip("-").isdigit() and len(text) < 10):
        raise ValueError(
            _("%(column)s: “%(value)s” is not a whole number") % {"column": column, "value": text[:40]}
        )
    return int(text)
