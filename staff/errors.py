"""Refusals at the door."""

from django.utils.translation import gettext_lazy as _

from oqu.core.errors import DomainError


class SignInRefused(DomainError):
    code = "staff.sign_in_refused"
    message = _(
        "You did not allow the portal to see your data, so you are not signed in. Sign in again to go on."
    )
    http_status = 403


class SignInExpired(DomainError):
    code = "staff.sign_in_expired"
    message = _("This sign-in has expired or was already used. Press “Sign in” once more.")
    http_status = 400


class EgovRefusesThePortal(DomainError):
    """A mistake in our own request or registration: the person cannot mend it."""

    code = "staff.egov_refuses_the_portal"
    message = _("eGov did not accept the portal's request, so nobody can sign in now. Call the support line.")
    http_status = 502


class MayNotSignIn(DomainError):
    code = "staff.may_not_sign_in"
    message = _("Your access to the portal is closed. Call the support line to learn why.")
    http_status = 403


class AccessIsClosed(DomainError):
    code = "staff.access_is_closed"
    message = _("This person's access to the portal is closed. Open it in the list of people first.")


class AnotherDirector(DomainError):
    code = "staff.another_director"
    message = _("The school has another director in these days, from %(date)s. End that one first.")


class ClosesBeforeOpening(DomainError):
    code = "staff.closes_before_opening"
    message = _("The school closes before it opens. Correct the office hours.")
    http_status = 400


class NotAWorkingDay(DomainError):
    code = "staff.not_a_working_day"
    message = _("%(date)s is a day off, the term does not run on it. Choose a working day.")
    http_status = 400


class DayIsOver(DomainError):
    code = "staff.day_is_over"
    message = _("%(date)s is over, its hours stay as they were. Choose today or a later day.")
    http_status = 400


class NoSuchRole(DomainError):
    code = "staff.no_such_role"
    message = _("You do not have this role any more. Choose another one.")
    http_status = 403


class AnotherMethodNeeded(DomainError):
    """`methods` are the names of those that open the cabinet."""

    code = "staff.another_method_needed"
    message = _("This cabinet opens only to who signed in by: %(methods)s. Sign in again in this way.")
    http_status = 403


class ForeignOrganisationKey(DomainError):
    code = "staff.foreign_organisation_key"
    message = _(
        "You signed in with the key of another organisation. Sign in with the key of this school or with "
        "your personal one."
    )
    http_status = 403


class SchoolsRefused(DomainError):
    """A list of schools with errors: nothing of it was taken. `problems` names the rows."""

    code = "staff.schools_refused"
    message = _(
        "The file holds %(count)s errors, so no school was imported. Correct the rows and import again."
    )
    http_status = 400

    def __init__(self, problems: list[str]) -> None:
        super().__init__(count=len(problems))
        self.problems = problems
