"""Whose telephone it is: the keys of the test authority, named so that a person can choose."""

from dataclasses import dataclass
from functools import cache

from oqu import world
from oqu.sandbox.pki import names
from oqu.sandbox.pki.private_keys import GOST, RSA

KINDS = {
    "org": "ключ организации, первый руководитель",
    "signer": "ключ организации, право подписи",
    "employee": "ключ организации, сотрудник",
    "personal": "личный ключ подписи",
    "auth": "ключ для входа",
    "orgauth": "ключ организации для входа, первый руководитель",
    "employeeauth": "ключ организации для входа, сотрудник",
    "expired": "ключ организации, срок истёк",
    "revoked": "ключ организации, отозван",
    "forged": "ключ поддельного удостоверяющего центра",
    "expiredauth": "ключ для входа, срок истёк",
    "revokedauth": "ключ для входа, отозван",
    "forgedauth": "ключ для входа поддельного удостоверяющего центра",
}
SIGNING = {"org", "signer"}
ALGORITHMS = {RSA: "RSA", GOST: "ГОСТ"}


@dataclass(frozen=True)
class Owner:
    """A key as the telephone's first screen shows it."""

    key: str
    person: str
    kind: str
    organisation: str
    algorithm: str


def owner(key: str) -> Owner:
    name = names.parse(key)
    return Owner(
        key=key,
        person=_people().get(name.iin, name.iin),
        kind=KINDS.get(name.kind, name.kind),
        organisation=_schools().get(name.bin, name.bin),
        algorithm=ALGORITHMS[name.algorithm],
    )


def in_order(keys: list[str]) -> list[Owner]:
    """Kind by kind, those that may sign for a school first; within a kind as the town lists its staff."""
    kinds = {kind: number for number, kind in enumerate(KINDS)}
    staff = {member.iin: number for number, member in enumerate(world.STAFF)}

    def place(key: str) -> tuple[int, int, str]:
        name = names.parse(key)
        return kinds.get(name.kind, len(kinds)), staff.get(name.iin, len(staff)), name.algorithm

    return [owner(key) for key in sorted(keys, key=place)]


@dataclass(frozen=True)
class Organisation:
    """Whose keys sign for it."""

    name: str
    owners: list[Owner]


def by_organisation(owners: list[Owner]) -> tuple[list[Organisation], list[Owner]]:
    """Those that may sign for an organisation, under its name, and all the others."""
    signing: dict[str, list[Owner]] = {}
    others = []
    for each in owners:
        if names.parse(each.key).kind in SIGNING:
            signing.setdefault(each.organisation, []).append(each)
        else:
            others.append(each)
    return [Organisation(name, those) for name, those in signing.items()], others


@cache
def _people() -> dict[str, str]:
    return {
        human.iin: " ".join(filter(None, (human.last_name, human.first_name, human.patronymic)))
        for human in world.people()
    }


def _schools() -> dict[str, str]:
    return {school.bin: school.name_ru for school in world.SCHOOLS}
