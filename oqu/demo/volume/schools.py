"""Schools for the volume data: without a BIN, so that nobody takes their decisions for signed ones."""

import datetime as dt
from dataclasses import dataclass

from limits.models import ClassLimit
from limits.policies import CLASSES, Seats, StaticQuarter
from oqu import world
from oqu.demo.volume.families import Families
from staff.models import Membership, Person, School
from staff.states import Role

CLASS_SIZE = 25
SHARES = {"kk": 0.6, "ru": 0.4}
SEATS_FOR = 0.8  # of those who apply


@dataclass(frozen=True)
class Staffed:
    school: School
    executor: Person
    director: Person


def code_of(seed: int, place: int) -> str:
    return f"V{seed}N{place}"


def open_schools(families: Families, seed: int, how_many: int, *, since: dt.date) -> list[Staffed]:
    """Each with its director and its executor. Called inside `acting` as the system."""
    schools = School.objects.bulk_create(
        School(
            code=code_of(seed, place),
            name_ru=f"Учебная школа № {place} набора {seed}",
            name_kk=f"{seed}-жинақтың № {place} оқу мектебі",
            region_kato=world.SETTLEMENT.region_kato,
            settlement_kato=world.SETTLEMENT.kato,
        )
        for place in range(1, how_many + 1)
    )
    people = Person.objects.bulk_create(families.people(2 * how_many))
    staffed = [Staffed(*row) for row in zip(schools, people[::2], people[1::2], strict=True)]
    Membership.objects.bulk_create(
        Membership(person=person, school=each.school, role=role, starts_on=since)
        for each in staffed
        for person, role in ((each.executor, Role.EXECUTOR), (each.director, Role.DIRECTOR))
    )
    return staffed


def seats_for(applications: int) -> dict[str, Seats]:
    """Whole classes for most of those who apply, none taken yet."""
    return {
        language: Seats(_classes(applications * share) * CLASS_SIZE, 0, 0, StaticQuarter())
        for language, share in SHARES.items()
    }


def state_limits(school: School, seats: dict[str, Seats], *, school_year: int) -> None:
    """The seats with what is taken of them."""
    ClassLimit.objects.bulk_create(
        ClassLimit(
            school=school,
            school_year_id=school_year,
            language=language,
            total=each.total,
            class_count=each.total // CLASS_SIZE,
            used=each.used,
            outside_used=each.outside_used,
        )
        for language, each in seats.items()
        if each.total
    )


def _classes(children: float) -> int:
    return min(max(CLASSES), max(1, round(children * SEATS_FOR / CLASS_SIZE)))
