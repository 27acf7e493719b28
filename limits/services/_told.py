"""What a person, a file or NOBD may state of a parallel at all, before anything is looked up."""

import datetime as dt
from dataclasses import dataclass

from limits.errors import (
    ImpossibleClasses,
    ImpossibleSeats,
    MoreClassesThanSeats,
    UnknownLanguage,
    YearIsPast,
    YearNotOpened,
)
from limits.models import SchoolYear
from limits.policies import CLASSES, SEATS
from limits.years import is_past, name_of
from oqu.core.clock import ALMATY
from staff.states import StudyLanguage


@dataclass(frozen=True)
class Told:
    """Seats of the whole parallel, not of one class (A10), and the number of its classes."""

    total: int
    class_count: int


def check_seats(total: int) -> None:
    """:raises ImpossibleSeats:"""
    if total not in SEATS:
        raise ImpossibleSeats(first=SEATS.start, last=SEATS.stop - 1)


def check_classes(class_count: int) -> None:
    """:raises ImpossibleClasses:"""
    if class_count not in CLASSES:
        raise ImpossibleClasses(first=CLASSES.start, last=CLASSES.stop - 1)


def check_told(told: Told) -> None:
    """:raises ImpossibleSeats | ImpossibleClasses | MoreClassesThanSeats:"""
    check_seats(told.total)
    check_classes(told.class_count)
    if told.class_count > told.total:
        raise MoreClassesThanSeats(classes=told.class_count, seats=told.total)


def check_language(language: str) -> None:
    """:raises UnknownLanguage: the directory of languages is closed (R75)"""
    if language not in StudyLanguage.values:
        raise UnknownLanguage(language=language)


def check_year(school_year: int, *, now: dt.datetime) -> None:
    """:raises YearIsPast | YearNotOpened: limits of this year cannot be stated"""
    if is_past(school_year, on=now.astimezone(ALMATY).date()):
        raise YearIsPast(year=name_of(school_year))
    if not SchoolYear.objects.filter(pk=school_year).exists():
        raise YearNotOpened(year=name_of(school_year))
