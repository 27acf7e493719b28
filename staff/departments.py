"""Which education department answers for a school."""

from staff.models import EducationDepartment, School


def department_of(school: School) -> EducationDepartment | None:
    """The one of the narrowest place: zeros at the end of a code of the classifier stand for "all of it"."""
    place, region = school.settlement_kato, school.region_kato
    found = [
        each
        for each in EducationDepartment.objects.all()
        if each.kato == region or place.startswith(each.kato.rstrip("0"))
    ]
    return max(found, key=lambda each: len(each.kato.rstrip("0")), default=None)
