"""The demo town's addresses and the territories of its schools, through the doors everybody uses."""

import datetime as dt
from itertools import count
from pathlib import Path

from microdistrict import services
from microdistrict.models import Building, Street
from microdistrict.services import BuildingRow, Line, Register, SettlementRow, StreetRow
from oqu import world
from oqu.core import clock
from oqu.core.acting import Actor, acting
from oqu.world.town import REGISTERED_ON
from staff.models import School

DEMO = Actor.system("demo")


def take_town() -> services.ImportReport:
    """Streets and houses of the town; a second call writes nothing."""
    with acting(DEMO):
        return services.take_register(town_register())


def take_neighbourhood(folder: Path, *, since: dt.date) -> services.ImportReport:
    """
    Real streets from files of the register, dealt out to the three schools in the order of their codes.

    :raises AddressesRefused:
    """
    with acting(DEMO):
        report = services.import_addresses([folder])
        own = [street.id for street in world.STREETS]
        found = Street.objects.filter(settlement_id=world.SETTLEMENT.kato).exclude(register_id__in=own)
        streets = list(found.order_by("register_id").values_list("pk", flat=True))
        for place, fact in enumerate(world.SCHOOLS):
            services.attach_addresses(
                school_id=School.objects.get(code=fact.code).pk,
                street_ids=streets[place :: len(world.SCHOOLS)],
                by=DEMO,
                now=clock.now(),
                starts_on=since,
                shared=True,
            )
    return report


def attach_territories(*, since: dt.date) -> None:
    """Each school serves the streets and houses that the town gives it."""
    with acting(DEMO):
        for fact in world.SCHOOLS:
            services.attach_addresses(
                school_id=School.objects.get(code=fact.code).pk,
                street_ids=list(
                    Street.objects.filter(register_id__in=fact.street_ids).values_list("pk", flat=True)
                ),
                building_ids=list(
                    Building.objects.filter(rca__in=fact.house_rcas).values_list("pk", flat=True)
                ),
                by=DEMO,
                now=clock.now(),
                starts_on=since,
                shared=True,
            )


def town_register() -> Register:
    """The town as rows of the address register."""
    town = world.SETTLEMENT
    made = dt.datetime.fromisoformat(REGISTERED_ON).replace(tzinfo=clock.ALMATY)
    lines = (Line("the demo town", number) for number in count(1))
    return Register(
        settlements={
            town.kato: SettlementRow(
                town.kato,
                town.kind_ru,
                town.kind_kk,
                town.name_ru,
                town.name_kk,
                register_id="A1",
                modified_at=made,
            ),
            town.district_kato: SettlementRow(
                town.district_kato,
                town.district_kind_ru,
                town.district_kind_kk,
                town.district_ru,
                town.district_kk,
                parent_kato=town.kato,
                register_id="A2",
                modified_at=made,
            ),
        },
        streets=[
            StreetRow(
                next(lines),
                street.id,
                town.kato,
                street.kind_ru,
                street.kind_kk,
                street.name_ru,
                street.name_kk,
                district_kato=town.district_kato,
                modified_at=made,
            )
            for street in world.STREETS
        ],
        buildings=[
            BuildingRow(next(lines), house.rca, street.id, house.number, "дом", "үй", modified_at=made)
            for street in world.STREETS
            for house in street.houses
        ],
    )
