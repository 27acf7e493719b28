"""What the portal needs of eGov's sign-in: where to send a browser, and who came back."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from django.utils.translation import gettext_lazy as _

from oqu.core.errors import DomainError

AuthMethod = Literal["QR", "EDS_PERSON", "EDS_ORG", "PASSWORD"]


@dataclass(frozen=True, repr=False)
class EgovPerson:
    """
    Who signed in. Absent texts are ""; there is no repr, so that no log line shows a person.

    `auth_method` is None where a deployment of eGov does not tell it. `organisation_bin` is set when the
    person came with the key of an organisation.
    """

    iin: str
    last_name: str
    first_name: str
    patronymic: str
    born_on: date | None
    phone: str
    email: str
    organisation_bin: str
    auth_method: AuthMethod | None


class EgovCodeRefused(DomainError):
    """The code is wrong, expired or was used: the way back from eGov was repeated or took over a minute."""

    code = "egov_login.code_refused"
    message = _("eGov no longer accepts this sign-in. Press “Sign in” again.")
    http_status = 400


class EgovUnavailable(DomainError):
    code = "egov_login.unavailable"
    message = _("eGov does not answer now. Nothing is lost: wait a few minutes and sign in again.")
    http_status = 503


class EgovLogin(Protocol):
    def authorize_url(self, *, state: str, redirect_uri: str, language: str) -> str:
        """Where to send the browser. `redirect_uri` must be registered with eGov letter by letter."""
        ...

    def person(self, *, code: str, redirect_uri: str) -> EgovPerson:
        """
        Who came back with this code; asks eGov up to four times, five seconds each. A code works once.

        :raises EgovCodeRefused: begin the sign-in again
        :raises EgovUnavailable: eGov is down, slow or answered what cannot be read
        """
        ...
