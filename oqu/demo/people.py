"""People of the town as people of the portal."""

from dataclasses import asdict, dataclass
from functools import cache

from oqu import world
from oqu.integrations.egov_login import EgovPerson
from staff import services
from staff.models import Person


@dataclass(frozen=True)
class DemoPerson:
    """Somebody one can sign in as. `school` is the code of the school, "" for those who work at none."""

    name: str
    iin: str
    roles: tuple[str, ...]
    school: str
    phone: str
    keys: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        return {
            key: list(value) if isinstance(value, tuple) else value for key, value in asdict(self).items()
        }


def demo_people() -> list[DemoPerson]:
    """
    The staff of the schools, the ministry's officer, who may still join the staff, the named parents; a parent
    who works at a school stands once.
    """
    working = {fact.iin for fact in world.STAFF}
    people = [
        _demo_person(
            fact.iin,
            (*fact.roles, "parent") if fact.iin in world.PARENTS else fact.roles,
            fact.school_code,
            fact.keys,
        )
        for fact in world.STAFF
    ]
    people.append(_demo_person(world.MINISTRY_IIN, ("ministry",)))
    people += [_demo_person(iin, (), keys=keys) for iin, keys in world.NEWCOMERS.items()]
    people += [_demo_person(iin, ("parent",)) for iin in world.PARENTS if iin not in working]
    return people


def _demo_person(
    iin: str, roles: tuple[str, ...], school: str = "", keys: tuple[str, ...] = ()
) -> DemoPerson:
    human = humans()[iin]
    name = " ".join(filter(None, (human.last_name, human.first_name, human.patronymic)))
    return DemoPerson(name, iin, roles, school, human.phone, keys)


@cache
def humans() -> dict[str, world.Human]:
    return {human.iin: human for human in world.people()}


def person_of(iin: str) -> Person:
    """The row the portal would make when this human being signs in for the first time."""
    human = humans()[iin]
    return services.know_person(
        EgovPerson(
            iin=human.iin,
            last_name=human.last_name,
            first_name=human.first_name,
            patronymic=human.patronymic,
            born_on=human.born_on,
            phone=human.phone,
            email=human.email,
            organisation_bin="",
            auth_method="QR",
        )
    )
