"""Puts the people and schools of `oqu.world` into the sandbox's own database, again and again the same."""

from collections import defaultdict

from django.db import transaction
from django.db.models import Model

from oqu import world
from oqu.sandbox.registers.models import Organisation, Person

_ROLES = {"director": "директор", "executor": "исполнитель", "oso": "сотрудник ОСО"}


@transaction.atomic
def load_world() -> int:
    """Upserts everybody, removes who is no longer in the world; returns how many people there are."""
    notes = _notes()
    people = [_person(human, place, notes.get(human.iin, "")) for place, human in enumerate(world.people())]
    _replace(Person, people)
    _replace(Organisation, [Organisation(bin=school.bin, name=school.name_ru) for school in world.SCHOOLS])
    return len(people)


def _replace(model: type[Model], rows: list) -> None:
    fields = [field.name for field in model._meta.fields]
    key = fields[0]
    model.objects.exclude(pk__in=[row.pk for row in rows]).delete()
    model.objects.bulk_create(
        rows,
        batch_size=500,
        update_conflicts=True,
        unique_fields=[key],
        update_fields=fields[1:],
    )


def _person(human: world.Human, place: int, note: str) -> Person:
    address, document = human.address, human.document
    return Person(
        iin=human.iin,
        last_name=human.last_name,
        first_name=human.first_name,
        patronymic=human.patronymic,
        born_on=human.born_on,
        sex=human.sex,
        citizenship=human.citizenship,
        phone=human.phone,
        email=human.email,
        settlement_kato=address.settlement_kato if address else "",
        street_id=address.street_id if address else "",
        building_rca=address.building_rca if address else "",
        address_ru=address.text_ru if address else "",
        address_kk=address.text_kk if address else "",
        document_kind=document.kind if document else "",
        document_number=document.number if document else "",
        document_valid_until=document.valid_until if document else None,
        parent_iins=list(human.parent_iins),
        note=note,
        place=place,
    )


def _notes() -> dict[str, str]:
    """IIN -> why this person is worth choosing: the ministry, the roles in a school, a parent, no telephone."""
    schools = {school.code: school.name_ru for school in world.SCHOOLS}
    parts: dict[str, list[str]] = defaultdict(list)
    parts[world.MINISTRY_IIN].append("министерство")
    parts[world.NO_PHONE_IIN].append("без номера телефона")
    for iin in world.NEWCOMERS:
        parts[iin].append("ещё нигде не работает")
    for member in world.STAFF:
        roles = " и ".join(_ROLES[role] for role in member.roles)
        parts[member.iin].append(f"{roles}, {schools[member.school_code]}")
    for iin in world.PARENTS:
        parts[iin].append("родитель")
    return {iin: "; ".join(words) for iin, words in parts.items()}
