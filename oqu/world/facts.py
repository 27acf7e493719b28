"""What the invented town is made of: frozen facts, no behaviour."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

Sex = Literal["m", "f"]
RoleName = Literal["director", "executor", "oso"]


@dataclass(frozen=True)
class Settlement:
    """The town's place in the classifier of administrative units; codes are strings, never numbers."""

    kato: str
    region_kato: str
    district_kato: str
    kind_ru: str
    kind_kk: str
    name_ru: str
    name_kk: str
    district_kind_ru: str
    district_kind_kk: str
    district_ru: str
    district_kk: str


@dataclass(frozen=True)
class House:
    """`rca` is the registration code of the address, sixteen digits, unique in the country."""

    rca: str
    number: str
    street_id: str


@dataclass(frozen=True)
class Street:
    id: str
    kind_ru: str
    kind_kk: str
    name_ru: str
    name_kk: str
    houses: tuple[House, ...]


@dataclass(frozen=True)
class Address:
    """Where a person is registered, with the full strings the register prints."""

    settlement_kato: str
    street_id: str
    building_rca: str
    text_ru: str
    text_kk: str


class Document(NamedTuple):
    kind: Literal["identity_card", "passport", "birth_certificate"]
    number: str
    valid_until: date | None


@dataclass(frozen=True)
class Human:
    """
    A synthetic person. The digits of the IIN name a day in 2090-2098, so it can belong to nobody;
    `born_on` is the "real" birth date, and the two legally disagree.
    """

    iin: str
    last_name: str
    first_name: str
    patronymic: str
    sex: Sex
    born_on: date
    phone: str
    email: str
    address: Address | None
    parent_iins: tuple[str, ...] = ()
    document: Document | None = None
    citizenship: str = "KAZ"


class LimitFact(NamedTuple):
    language: str
    total: int
    classes: int


@dataclass(frozen=True)
class SchoolFact:
    """
    A school with its territory: `street_ids` are served whole, `house_rcas` one by one.

    `code` is the short number that stands in an application's reference.
    """

    code: str
    bin: str
    name_ru: str
    name_kk: str
    name_en: str
    settlement_kato: str
    region_kato: str
    address_ru: str
    address_kk: str
    phone: str
    transport: bool
    street_ids: tuple[str, ...]
    house_rcas: tuple[str, ...]
    limits: tuple[LimitFact, ...]


@dataclass(frozen=True)
class StaffFact:
    """One person's work in one school; `keys` names the test keys made for that person."""

    iin: str
    school_code: str
    roles: tuple[RoleName, ...]
    keys: tuple[str, ...]
