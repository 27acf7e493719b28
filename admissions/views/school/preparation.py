"""What a director does before the first application comes (R2, R6); nothing is barred while it is undone (A20)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from limits.selectors import LanguageSeats
from microdistrict.selectors import StreetTerritory
from oqu.audit.selectors import was_saved_by_a_school
from oqu.core import clock
from staff.models import School
from staff.selectors import people_of_school
from staff.states import Role


@dataclass(frozen=True)
class Task:
    title: str
    hint: str
    url: str
    is_done: bool


def tasks_of(
    school: School, seats: Sequence[LanguageSeats], streets: Sequence[StreetTerritory]
) -> list[Task]:
    """In the order of the manual's Part I. `seats` are those of the campaign's year."""
    helpers = people_of_school(school.pk, [Role.EXECUTOR, Role.OSO_STAFF], on=clock.today())
    return [
        Task(
            _("Add the staff"),
            _("Executors and the school passport officer, by IIN."),
            reverse("staff:list"),
            bool(helpers),
        ),
        Task(
            _("State the class limits"),
            _("The number of seats of every parallel of the first grade."),
            reverse("limits:list"),
            bool(seats) and all(each.seats.total is not None for each in seats),
        ),
        Task(
            _("Attach the microdistrict"),
            _("Streets and houses that the school serves."),
            reverse("microdistrict:list"),
            bool(streets),
        ),
        Task(
            _("Check the organisation profile"),
            _("Address, phone, office hours, free transport."),
            reverse("staff:organisation"),
            was_saved_by_a_school(school),
        ),
    ]
