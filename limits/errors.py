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
    message = _(
        "%(used)s children are accepted already: %(inside)s from the microdistrict, %(outside)s from outside it; "
        "those who wait for the signature are counted. %(total)s seats are too few, state at least %(used)s."
    )


class ImpossibleSeats(DomainError):
    code = "limits.impossible_seats"
    message = _("State a number of seats from %(first)s to %(last)s.")
    http_status = 400


class ImpossibleClasses(DomainError):
    code = "limits.impossible_classes"
    message = _("State a number of classes from %(first)s to %(last)s.")
    http_status = 400


class MoreClassesThanSeats(DomainError):
    code = "limits.more_classes_than_seats"
    message = _(
        "%(classes)s classes cannot share %(seats)s seats. The number of seats is that of all classes "
        "together: correct one of the two."
    )
    http_status = 400


class UnknownLanguage(DomainError):
    code = "limits.unknown_language"
    message = _("There is no such language of study: “%(language)s”. Choose one of the list.")
    http_status = 400


class YearMisspelt(DomainError):
    code = "limits.year_misspelt"
    message = _("“%(year)s” is not a school year. Write two years in a row, like this: 2026-2027.")
    http_status = 400


class YearNotOpened(DomainError):
    code = "limits.year_not_opened"
    message = _(
        "The school year %(year)s is not opened yet. The ministry opens it; then its limits can be stated."
    )


class YearIsPast(DomainError):
    code = "limits.year_is_past"
    message = _("The school year %(year)s is over: its limits can only be read.")


class ParallelExists(DomainError):
    code = "limits.parallel_exists"
    message = _(
        "This language has its limit for %(year)s already: seats %(total)s, classes %(classes)s. "
        "Open it in the list and change the numbers."
    )


class ChangedMeanwhile(DomainError):
    """`at` is the moment of the other change; the numbers are those it left."""

    code = "limits.changed_meanwhile"
    message = _(
        "While you were typing, somebody saved other numbers: seats %(total)s, classes %(classes)s. Nothing of "
        "yours is saved yet. Compare and save once more, or leave the numbers as they are."
    )


class StatedBySchool(DomainError):
    """NOBD disagrees with what a person of the school stated; nobody but the school decides."""

    code = "limits.stated_by_school"
    message = _(
        "The school stated %(total)s seats in %(classes)s classes, NOBD states %(nobd_total)s in "
        "%(nobd_classes)s. The numbers of the school stay until it takes those of NOBD."
    )


class NoBin(DomainError):
    code = "limits.no_bin"
    message = _(
        "NOBD knows a school by its BIN, and the BIN of this school is not stated. Ask the ministry to state it "
        "or add the limits by hand."
    )


class RowsRefused(DomainError):
    """Rows of an import with errors: nothing of them was taken. `problems` names each by its row."""

    code = "limits.rows_refused"
    message = _("%(count)s rows hold errors, so nothing was loaded. Correct them and load again.")
    http_status = 400

    def __init__(self, problems: list[str]) -> None:
        super().__init__(count=len(problems))
        self.problems = problems
