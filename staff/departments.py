"""Which education department answers for a school."""

from collections.abc import Iterable

from staff.models import EducationDepartment, School


def departments_of(schools: Iterable[School]) -> dict[int, EducationDepartment | None]:
    """By the id of the school, in one query; None where no department is named."""
    departments = list(EducationDepartment.objects.all())
    return {
        school.pk: _narrowest(departments, school.settlement_kato, school.region_kato) for school in schools
    }


def department_of(school: School) -> EducationDepartment | None:
    return departments_of([school])[school.pk]


def department_at(kato: str) -> EducationDepartment | None:
    """Of a settlement, by its code in the classifier."""
    return _narrowest(EducationDepartment.objects.all(), kato) if kato else None


def _narrowest(
    departments: Iterable[EducationDepartment], settlement: str, region: str = ""
) -> EducationDepartment | None:
    """Zeros at the end of a code of the classifier stand for "all of it"."""
    found = [
        each for each in departments if each.kato == region or settlement.startswith(each.kato.rstrip("0"))
    ]
    return max(found, key=lambda each: len(each.kato.rstrip("0")), default=None)
