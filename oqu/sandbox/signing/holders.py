"""Whose telephone it is: the keys of the test authority, named so that a person can choose."""

from dataclasses import dataclass
from functools import cache

from oqu import world

KINDS = {
    "org": "ключ организации, первый руководитель",
    "signer": "ключ организации, право подписи",
    "employee": "ключ организации, сотрудник",
    "personal": "личный ключ подписи",
    "auth": "ключ для входа",
    "expired": "ключ организации, срок истёк",
    "revoked": "ключ организации, отозван",
    "forged": "ключ поддельного удостоверяющего центра",
}


@dataclass(frozen=True)
class Owner:
    """A key as the telephone's first screen shows it."""

    key: str
    person: str
    kind: str
    organisation: str


def owner(key: str) -> Owner:
    kind, iin, *rest = [*key.split("-"), ""][:3]
    return Owner(
        key=key,
        person=_people().get(iin, iin),
        kind=KINDS.get(kind, kind),
        organisation=_schools().get(rest[0], rest[0]),
    )


def in_order(keys: list[str]) -> list[Owner]:
    """Kind by kind, those that may sign for a school first; within a kind as the town lists its staff."""
    kinds = {kind: number for number, kind in enumerate(KINDS)}
    staff = {member.iin: number for number, member in enumerate(world.STAFF)}

    def place(key: str) -> tuple[int, int]:
        kind, iin, *_organisation = key.split("-")
        return kinds.get(kind, len(kinds)), staff.get(iin, len(staff))

    return [owner(key) for key in sorted(keys, key=place)]


@cache
def _people() -> dict[str, str]:
    return {
        human.iin: " ".join(filter(None, (human.last_name, human.first_name, human.patronymic)))
        for human in world.people()
    }


def _schools() -> dict[str, str]:
    return {school.bin: school.name_ru for school in world.SCHOOLS}
