"""The three schools of the town, the seats they state, the people who work there."""

import datetime as dt

from limits.models import ClassLimit
from oqu import world
from oqu.core.acting import Actor, acting
from oqu.demo.people import person_of
from staff.models import Membership, School
from staff.states import Role

POSITIONS = {
    Role.DIRECTOR: "Директор",
    Role.EXECUTOR: "Заместитель директора",
    Role.OSO_STAFF: "Специалист по паспортизации",
}


def open_schools(*, school_year: int) -> dict[str, School]:
    """By code. A school that is there already stays as its people have left it."""
    with acting(Actor.system("demo")):
        return {fact.code: _school(fact, school_year) for fact in world.SCHOOLS}


def _school(fact: world.SchoolFact, school_year: int) -> School:
    school, is_new = School.objects.get_or_create(
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
    if is_new:
        for limit in fact.limits:
            ClassLimit.objects.create(
                school=school,
                school_year_id=school_year,
                language=limit.language,
                total=limit.total,
                class_count=limit.classes,
            )
    return school


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
