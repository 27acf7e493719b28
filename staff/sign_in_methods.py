"""How one must have signed in at eGov for a cabinet to open (R7, R8, A1); the parent's pages open always."""

from dataclasses import dataclass

from django.conf import settings

from oqu.core.errors import DomainError
from staff.errors import AnotherMethodNeeded, ForeignOrganisationKey
from staff.models import Membership
from staff.states import AuthMethod, Role

_OF_ROLE = {
    Role.DIRECTOR: (AuthMethod.QR, AuthMethod.EDS_PERSON, AuthMethod.EDS_ORG),
    Role.EXECUTOR: (AuthMethod.EDS_PERSON,),
    Role.OSO_STAFF: (AuthMethod.EDS_PERSON,),
}
_OF_MINISTRY = (AuthMethod.QR, AuthMethod.EDS_PERSON)


@dataclass(frozen=True)
class SignedInBy:
    """`method` is None where eGov did not tell it; `organisation_bin` is "" without an organisation's key."""

    method: str | None
    organisation_bin: str = ""


def refusal_of_school(membership: Membership, how: SignedInBy) -> DomainError | None:
    """Why this cabinet stays shut for who signed in so; None when it opens."""
    allowed = _OF_ROLE[Role(membership.role)]
    if settings.STAFF_MAY_SIGN_IN_BY_QR and AuthMethod.QR not in allowed:
        allowed = (*allowed, AuthMethod.QR)
    if refusal := _refusal(allowed, how):
        return refusal
    if how.method == AuthMethod.EDS_ORG and how.organisation_bin != membership.school.bin:
        return ForeignOrganisationKey()
    return None


def refusal_of_ministry(how: SignedInBy) -> DomainError | None:
    return _refusal(_OF_MINISTRY, how)


def _refusal(allowed: tuple[AuthMethod, ...], how: SignedInBy) -> DomainError | None:
    fits = settings.SIGN_IN_WITHOUT_METHOD if how.method is None else how.method in allowed
    return None if fits else AnotherMethodNeeded(methods=", ".join(str(each.label) for each in allowed))
