"""Who in the demo town holds which key, and the special keys that a portal must refuse."""

from oqu import world
from oqu.sandbox.pki.names import GOST_ENDING, parse
from oqu.sandbox.pki.profile import KINDS, Holder

SPECIAL = ("signer", "employee", "expired", "revoked", "forged")
SPECIAL_TO_SIGN_IN = ("expiredauth", "revokedauth", "forgedauth")


def demo_holders() -> dict[str, Holder]:
    """Key name -> holder: the keys of the staff and of who may join it, and for the first director one of every special kind."""
    people = {human.iin: human for human in world.people()}
    names = [name for member in world.STAFF for name in member.keys]
    names += [name for keys in world.NEWCOMERS.values() for name in keys]
    names += [f"{kind}-{_first_director_key()}" for kind in SPECIAL]
    names += [f"{kind}-{_first_director().iin}" for kind in SPECIAL_TO_SIGN_IN]
    names += [f"{name}{GOST_ENDING}" for name in names if not name.endswith(GOST_ENDING)]
    holders = {}
    for name in names:
        parts = parse(name)
        if parts.kind not in KINDS:
            raise ValueError(f"no such kind of key: {parts.kind}")
        human = people[parts.iin]
        holders[name] = Holder(
            iin=parts.iin,
            last_name=human.last_name,
            first_name=human.first_name,
            patronymic=human.patronymic,
            organisation=_organisation_names().get(parts.bin, ""),
            bin=parts.bin,
        )
    return holders


def _first_director() -> world.StaffFact:
    return next(member for member in world.STAFF if "director" in member.roles)


def _first_director_key() -> str:
    director = _first_director()
    return f"{director.iin}-{_bin_of(director.school_code)}"


def _bin_of(school_code: str) -> str:
    return next(school.bin for school in world.SCHOOLS if school.code == school_code)


def _organisation_names() -> dict[str, str]:
    return {school.bin: school.name_ru for school in world.SCHOOLS}
