"""What the portal asks of NOBD: the class sets of a school."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext_lazy as _

from oqu.core.errors import DomainError


@dataclass(frozen=True)
class ClassSets:
    """
    A school's class sets as NOBD states them. A row has org_bin, school_year, grade, language_code, seats_total,
    class_count; what stands in them is judged by who takes them, as the rows of a file are.
    """

    org_bin: str
    rows: list[Mapping[str, object]]


class OrganisationNotFound(DomainError):
    code = "nobd.organisation_not_found"
    message = _(
        "NOBD does not know the BIN of this school. Ask the education department to correct it there, or add the "
        "limits by hand."
    )
    http_status = 404


class NobdUnavailable(DomainError):
    code = "nobd.unavailable"
    message = _("NOBD does not answer now. Nothing was changed: try again in a few minutes.")
    http_status = 503


class Nobd(Protocol):
    def class_sets(self, org_bin: str) -> ClassSets:
        """
        Waits five seconds at most.

        :raises OrganisationNotFound: no school has this BIN
        :raises NobdUnavailable: NOBD is down, slow or answered what cannot be read
        """
        ...
