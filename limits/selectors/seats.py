"""The seats of parallels as they stand: every gauge, every check and every list reads them here."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from limits.models import ClassLimit
from limits.policies import Seats

FIRST_GRADE = 1


@dataclass(frozen=True)
class LanguageSeats:
    """The seats of one language of study at one school."""

    language: str
    language_label: str
    class_count: int | None
    seats: Seats


def gauge_of(row: ClassLimit) -> LanguageSeats:
    return LanguageSeats(row.language, str(row.get_language_display()), row.class_count, row.seats)


def seats_of_schools(school_ids: Iterable[int], school_year: int) -> dict[int, list[LanguageSeats]]:
    """First-grade seats by school, in one query; a school without limit rows is absent."""
    found: dict[int, list[LanguageSeats]] = {}
    rows = _first_grade().filter(school_id__in=school_ids, school_year_id=school_year)
    for row in rows.order_by("school_id", "language"):
        found.setdefault(row.school_id, []).append(gauge_of(row))
    return found


def seats_of_parallel(school_id: int, school_year: int, language: str) -> Seats | None:
    row = limit_of(school_id, school_year, language)
    return row.seats if row else None


def languages_of(school_id: int, school_year: int) -> list[str]:
    """Languages the school has a parallel for."""
    rows = _first_grade().filter(school_id=school_id, school_year_id=school_year)
    return list(rows.order_by("language").values_list("language", flat=True))


def limit_of(school_id: int, school_year: int, language: str) -> ClassLimit | None:
    return _first_grade().filter(school_id=school_id, school_year_id=school_year, language=language).first()


def limits_of(school_id: int) -> list[ClassLimit]:
    """All limit rows of a school, the latest year first (R66)."""
    return list(_first_grade().filter(school_id=school_id).order_by("-school_year_id", "language"))


def _first_grade() -> QuerySet[ClassLimit]:
    return ClassLimit.objects.filter(grade=FIRST_GRADE)
