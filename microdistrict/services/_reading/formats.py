"""A layout of a table: which columns tell it, and what becomes of its rows."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from microdistrict.services._reading.rows import Line, Register
from microdistrict.services._reading.tables import Tables

Row = dict[str, str]


@dataclass
class Reading:
    """
    What the files gave so far: finished rows in `register`, and in `tables` rows of the register's own tables, which
    have to be joined first.
    """

    register: Register = field(default_factory=Register)
    tables: Tables = field(default_factory=Tables)
    problems: list[str] = field(default_factory=list)
    kinds_read: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


@dataclass(frozen=True)
class Format:
    """
    One layout: the columns that must be there and what a row of it adds.

    A table with one of the `marks` is meant to be of this layout even when other columns are missing. Tables of
    equal columns are told apart by the beginning of the file's name, the `stem`.
    """

    columns: frozenset[str]
    add: Callable[[Reading, Row, Line], None]
    marks: frozenset[str] = frozenset()
    stem: str = ""
    title: str = ""


def columns(names: str) -> frozenset[str]:
    return frozenset(names.split())
