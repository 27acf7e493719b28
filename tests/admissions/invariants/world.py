"""A school where everything has happened once, and the owner of the tables who may break it."""

import datetime as dt
from dataclasses import dataclass

from django.db import connection

from admissions import services
from admissions.models import Application
from oqu.core.acting import Actor, acting
from staff.models import Membership, School
from staff.states import Role
from tests import factories as make
from tests.admissions.family.signed import signed

TABLES = (
    "admissions_application", "admissions_queue", "admissions_journalentry", "admissions_signature",
    "admissions_issueddocument", "admissions_rework", "limits_classlimit",
)  # fmt: skip


@dataclass(frozen=True)
class World:
    """Applications by what became of them, in the order of their numbers 1 to 7."""

    school: School
    accepted: Application
    refused: Application
    accepting: Application
    returned: Application  # decided before the next one, sent back after it
    refusing: Application
    withdrawn: Application
    waiting: Application


def build() -> World:
    school = make.school("032")
    make.limit(school, total=8)
    accepted = signed(at=school)
    with acting(make.SYSTEM):
        Membership.objects.filter(school=school, role=Role.DIRECTOR).delete()
    refused = signed(at=school, refuse=True)
    accepting = make.proposed(school)
    returned = make.proposed(school, in_zone=True)
    refusing = make.proposed(school, refuse=True)
    withdrawn = make.submitted(school)
    services.withdraw(uuid=withdrawn.uuid, by=Actor.parent(withdrawn.applicant_id), now=make.NOW)
    with acting(make.SYSTEM):
        director = Membership.objects.get(school=school, role=Role.DIRECTOR)
    services.return_for_rework(
        uuid=returned.uuid, comment="Нет справки", by=make.actor(director), now=make.NOW
    )
    waiting = make.submitted(school, moment=make.NOW + dt.timedelta(minutes=5))
    make.submitted(make.school())
    return World(school, accepted, refused, accepting, returned, refusing, withdrawn, waiting)


def break_by(*statements: str, **facts: object) -> None:
    """As the owner, with the triggers off; what a constraint forbids is dropped by the statements themselves."""
    with acting(make.SYSTEM), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in statements:
            cursor.execute(statement, facts)
