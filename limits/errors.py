"""Refusals about seats."""

from django.utils.translation import gettext_lazy as _

from oqu.core.errors import DomainError


class SeatsTaken(DomainError):
    code = "limits.no_seats"
    message = _(
        "All %(total)s seats of this parallel are taken (%(used)s), so an application from outside the "
        "microdistrict cannot be accepted. It can only be refused."
    )


class OutsideSeatsTaken(DomainError):
    code = "limits.no_outside_seats"
    message = _(
        "The quarter for applications from outside the microdistrict is taken: %(used)s of %(quota)s. "
        "This application can only be refused."
    )


class TotalUnknown(DomainError):
    code = "limits.total_unknown"
    message = _(
        "The number of seats of this parallel is not stated, so an application from outside the "
        "microdistrict cannot be accepted. State it in “Class limits”."
    )


class BelowTaken(DomainError):
    code = "limits.below_taken"
    message = _("%(used)s seats are already taken. The total cannot be less.")
