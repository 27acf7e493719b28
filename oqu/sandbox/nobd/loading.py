"""What the schools of the town told NOBD: this year's classes, and those of the year before."""

from oqu import world
from oqu.sandbox.nobd.models import ClassSet

SCHOOL_YEAR = 2026


def load_class_sets() -> None:
    """What is there stays as somebody may have changed it on the page."""
    sets = [
        ClassSet(
            bin=school.bin,
            school_year=year,
            language=limit.language,
            seats_total=limit.total,
            class_count=limit.classes,
        )
        for school in world.SCHOOLS
        for limit in school.limits
        for year in (SCHOOL_YEAR, SCHOOL_YEAR - 1)
    ]
    ClassSet.objects.bulk_create(sets, ignore_conflicts=True)
