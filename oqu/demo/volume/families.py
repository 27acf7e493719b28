"""One parent, one child, one draft: complete, so that only the sending is left."""

import datetime as dt
from collections.abc import Iterator
from itertools import count
from random import Random
from uuid import UUID

from admissions.models import Application, Campaign
from oqu import world
from oqu.core.secrets_fields import blind_index
from oqu.demo.volume.identities import block_of, identity_number
from oqu.world import names
from oqu.world.numbers import card_number, certificate_number
from oqu.world.town import address_of
from staff.models import Person, School

FIRST_BIRTHDAY = dt.date(2019, 9, 1)
BIRTHDAYS = 366
PHONES = 10_000
HOUSES = [house for street in world.STREETS for house in street.houses]


class Families:
    """A stream of families; two streams of one seed are equal."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self._index = count(block_of(seed))

    def people(self, size: int) -> list[Person]:
        return [self._person() for _ in range(size)]

    def drafts(
        self,
        parents: list[Person],
        wishes: Iterator[tuple[School, str]],
        campaign: Campaign,
        now: dt.datetime,
    ) -> list[Application]:
        """One draft a parent, for the next wished school and language. The parents are saved rows."""
        return [
            self._draft(parent, *wish, campaign, now) for parent, wish in zip(parents, wishes, strict=False)
        ]

    def uuid(self) -> UUID:
        return UUID(int=self.chance.getrandbits(128), version=4)

    def _identity_number(self) -> str:
        return next(found for index in self._index if (found := identity_number(index, "f")))

    def _person(self) -> Person:
        iin = self._identity_number()
        return Person(
            uuid=self.uuid(),
            session_salt=self.uuid(),
            iin=iin,
            iin_index=blind_index("iin", iin),
            last_name=f"{self.chance.choice(names.KAZAKH_SURNAMES)}а",
            first_name=self.chance.choice(names.KAZAKH_WOMEN),
            phone=f"+7707556{self.chance.randrange(PHONES):04d}",
        )

    def _draft(
        self, parent: Person, school: School, language: str, campaign: Campaign, now: dt.datetime
    ) -> Application:
        iin = self._identity_number()
        home = address_of(self.chance.choice(HOUSES))
        return Application(
            uuid=self.uuid(),
            campaign=campaign,
            created_at=now,
            saved_at=now,
            child_iin=iin,
            child_iin_index=blind_index("iin", iin),
            child_last_name=parent.last_name,
            child_first_name=self.chance.choice(names.KAZAKH_WOMEN),
            child_born_on=FIRST_BIRTHDAY + dt.timedelta(days=self.chance.randrange(BIRTHDAYS)),
            birth_certificate=certificate_number(self.chance.randrange(PHONES)),
            applicant=parent,
            applicant_name=parent.full_name,
            applicant_iin=parent.iin,
            applicant_phone=parent.phone,
            applicant_document=f"identity_card {card_number(self.chance.randrange(PHONES))}",
            address_ru=home.text_ru,
            address_kk=home.text_kk,
            settlement_kato=home.settlement_kato,
            street_id=home.street_id,
            building_rca=home.building_rca,
            school=school,
            language=language,
        )
