"""Refusals about consent and about the people of a school."""

from django.utils.translation import gettext_lazy as _

from oqu.core.errors import DomainError


class ImpossibleIin(DomainError):
    code = "staff.impossible_iin"
    message = _("There is no such IIN: it has twelve digits and the last one checks the others. Compare it.")
    http_status = 400


class AlreadyOnStaff(DomainError):
    code = "staff.already_on_staff"
    message = _("This person already works at your school. Find them in the list to change the role.")


class ConsentNotGiven(DomainError):
    code = "staff.consent_not_given"
    message = _("Consent is not received yet. Ask the person to answer the SMS of 1414 with 511.")


class RoleNeeded(DomainError):
    code = "staff.role_needed"
    message = _("Choose at least one role.")
    http_status = 400
