"""Questions other apps and screens may ask about seats. One place makes every gauge."""

from collections.abc import Iterable
from dataclasses import dataclass

from limits.models import ClassLimit, SchoolYear
from limits.policies import Seats


@dataclass(frozen=True)
class LanguageSeats:
    """The seats of one language of study at one school."""

    language: str
    language_label: str
    class_count: int | None
    seats: Seats


def seats_of_schools(school_ids: Iterable[int], school_year: int) -> dict[int, list[LanguageSeats]]:
    """First-grade seats by school, in one query; a school without limit rows is absent."""
    found: dict[int, list[LanguageSeats]] = {}
    rows = ClassLimit.objects.filter(school_id__in=school_ids, school_year_id=school_year, grade=1)
    for row in rows.order_by("school_id", "language"):
        found.setdefault(row.school_id, []).append(
            LanguageSeats(row.language, row.get_language_display(), row.class_count, row.seats)
        )
    return found


def seats_of_parallel(school_id: int, school_year: int, language: str) -> Seats | None:
    row = ClassLimit.objects.filter(
        school_id=school_id, school_year_id=school_year, grade=1, language=language
    ).first()
    return row.seats if row else None


def languages_of(school_id: int, school_year: int) -> list[str]:
    """Languages the school has a parallel for."""
    rows = ClassLimit.objects.filter(school_id=school_id, school_year_id=school_year, grade=1)
    return list(rows.order_by("language").values_list("language", flat=True))


def limits_of(school_id: int) -> list[ClassLimit]:
    """All limit rows of a school, the present year first (R66)."""
    return list(ClassLimit.objects.filter(school_id=school_id).select_related("school_year"))


def school_years() -> list[SchoolYear]:
    return list(SchoolYear.objects.all())
