"""Refusals of the calendar: one day is told once, and says something."""

from django.utils.translation import gettext_lazy as _

from oqu.core.errors import DomainError


class DayAlreadyTold(DomainError):
    code = "calendar.day_already_told"
    message = _("%(date)s already stands in the calendar: %(name)s. Change that entry.")


class OrdinaryWorkingDay(DomainError):
    code = "calendar.ordinary_working_day"
    message = _(
        "%(date)s is worked anyway. A working day is told only of a weekend; to work on a day off, remove its entry."
    )


class SwapOfOneKind(DomainError):
    code = "calendar.swap_of_one_kind"
    message = _(
        "%(date)s and %(other)s cannot be a pair: a day off is given for a weekend day that is worked, and the other way round."
    )


class DayAlreadySwapped(DomainError):
    code = "calendar.day_already_swapped"
    message = _("%(date)s is already moved: its pair is %(other)s. Correct that pair first.")
