"""The three schools of the town, the seats they state, the people who work there."""

import datetime as dt

from limits import services as limits
from limits.years import name_of
from oqu import world
from oqu.core.acting import Actor, acting
from oqu.demo.people import person_of
from staff.models import Membership, School
from staff.states import Position, Role

POSITIONS = {
    Role.DIRECTOR: "Директор",
    Role.EXECUTOR: Position.DEPUTY_DIRECTOR,
    Role.OSO_STAFF: Position.PASSPORT_OFFICER,
}


def open_schools(*, school_year: int, now: dt.datetime) -> dict[str, School]:
    """By code. A school that is there already stays as its people have left it; a new one has its limits from NOBD."""
    by = Actor.system("demo")
    with acting(by):
        made = {fact.code: _school(fact) for fact in world.SCHOOLS}
        new = [fact for fact in world.SCHOOLS if made[fact.code][1]]
        limits.import_rows([row for fact in new for row in _limits(fact, school_year)], by=by, now=now)
    return {code: school for code, (school, _) in made.items()}


def _school(fact: world.SchoolFact) -> tuple[School, bool]:
    return School.objects.get_or_create(
        code=fact.code,
        defaults={
            "bin": fact.bin,
            "name_ru": fact.name_ru,
            "name_kk": fact.name_kk,
            "name_en": fact.name_en,
            "region_kato": fact.region_kato,
            "settlement_kato": fact.settlement_kato,
            "address_ru": fact.address_ru,
            "address_kk": fact.address_kk,
            "phone": fact.phone,
            "offers_transport": fact.transport,
        },
    )


def _limits(fact: world.SchoolFact, school_year: int) -> list[limits.RawRow]:
    return [
        limits.RawRow(
            fact.code,
            {
                "org_bin": fact.bin,
                "school_year": name_of(school_year),
                "grade": 1,
                "language_code": limit.language,
                "seats_total": limit.total,
                "class_count": limit.classes,
            },
        )
        for limit in fact.limits
    ]


def employ_staff(schools: dict[str, School], *, since: dt.date) -> None:
    for fact in world.STAFF:
        person = person_of(fact.iin)
        with acting(Actor.system("demo")):
            for role in map(Role, fact.roles):
                Membership.objects.get_or_create(
                    person=person,
                    school=schools[fact.school_code],
                    role=role,
                    defaults={"starts_on": since, "position": POSITIONS[role]},
                )
