"""What the portal asks of the population register: a person, their children, where they are registered."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from django.utils.translation import gettext_lazy as _

from oqu.core.errors import DomainError

Sex = Literal["m", "f"]


@dataclass(frozen=True, repr=False)
class RegisteredAddress:
    """`building_rca` is the registration code of the building in the Address Register, sixteen digits."""

    settlement_kato: str
    street_id: str
    building_rca: str
    text_ru: str
    text_kk: str


@dataclass(frozen=True, repr=False)
class PopulationRecord:
    """
    One person as the register knows them. Absent texts are ""; no repr, so that no log line shows a person.

    `born_on` is the register's; the digits of the IIN may legally disagree. `birth_certificate` is its
    number; the other document is the identity card or passport. `parent_iins` are those whom the register
    shows as parents, whoever asked.
    """

    iin: str
    last_name: str
    first_name: str
    patronymic: str
    born_on: date
    sex: Sex
    citizenship: str
    address: RegisteredAddress | None
    document_kind: str
    document_number: str
    document_valid_until: date | None
    birth_certificate: str
    parent_iins: tuple[str, ...] = ()


class PersonNotFound(DomainError):
    code = "population.person_not_found"
    message = _("The population register does not know this IIN. Check the digits and try again.")
    http_status = 404


class PopulationUnavailable(DomainError):
    code = "population.unavailable"
    message = _(
        "The population register does not answer now. What you typed is kept: try again in a few minutes."
    )
    http_status = 503


class Population(Protocol):
    def person(self, iin: str) -> PopulationRecord:
        """
        Waits five seconds at most.

        :raises PersonNotFound: nobody has this IIN, or it is not an IIN
        :raises PopulationUnavailable: the register is down, slow or answered what cannot be read
        """
        ...

    def children_of(self, iin: str) -> list[PopulationRecord]:
        """
        The children whose parent this person is, oldest first; an empty list when there are none.

        :raises PersonNotFound:
        :raises PopulationUnavailable:
        """
        ...
