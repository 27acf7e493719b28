"""What the portal asks of the state's consent service (КДП): a person's consent, given by SMS to 1414."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from oqu.core.errors import DomainError

ConsentState = Literal["sms_sent", "granted", "declined", "expired", "revoked"]


@dataclass(frozen=True)
class Asked:
    """`masked_phone` is for the screen; `expires_at` is aware: an answer after it does not count."""

    masked_phone: str
    expires_at: datetime


class NoPhone(DomainError):
    code = "consent.no_phone"
    message = _(
        "There is no telephone number of this person in the Mobile Citizens Base. "
        "They register it on egov.kz or in a public service centre, then try again."
    )
    http_status = 422


class ConsentNotGranted(DomainError):
    code = "consent.not_granted"
    message = _("There is no consent in force to withdraw. Refresh the page to see where it stands.")


class ConsentUnavailable(DomainError):
    """Nobody knows whether the request arrived: ask again with the same `request_id`."""

    code = "consent.unavailable"
    message = _(
        "The consent service (1414) does not answer now. Nothing is lost: try again in a few minutes."
    )
    http_status = 503


class Consent(Protocol):
    def ask(self, *, request_id: UUID, iin: str, requester: str) -> Asked:
        """
        1414 sends one SMS; five seconds at most. Asked twice with one `request_id` one SMS arrives.

        :param requester: who asks, as the person shall read it; at most 200 characters
        :raises NoPhone: the Mobile Citizens Base has no number of this person
        :raises ConsentUnavailable: try later
        """
        ...

    def state(self, request_id: UUID) -> ConsentState:
        """
        Waits five seconds at most.

        :raises ConsentUnavailable: also when the service has never got this request: ask again
        """
        ...

    def revoke(self, request_id: UUID) -> None:
        """
        Withdraws a granted consent for good; again is no error.

        :raises ConsentNotGranted: it was never granted
        :raises ConsentUnavailable: try later
        """
        ...
