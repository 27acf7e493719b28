"""The rest of the town: families drawn by a seeded generator, the same ones every time."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from random import Random

from oqu.world import names
from oqu.world.facts import House, Human, Sex
from oqu.world.named import adult, child
from oqu.world.town import STREETS

SEED = 2026
FIRST_INDEX = 101
FIRST_GRADERS_BORN = (date(2019, 9, 1), date(2020, 8, 31))
OTHERS_BORN = (date(2014, 1, 1), date(2023, 12, 31))
ADULTS_BORN = (date(1980, 1, 1), date(1996, 12, 31))


def crowd(size: int) -> tuple[Human, ...]:
    """`size` people in whole families, as far as that comes out; the last family may be cut short."""
    chance, index = Random(SEED), count(FIRST_INDEX)
    homes = [house for street in STREETS for house in street.houses]
    people: list[Human] = []
    while len(people) < size:
        home = chance.choice(homes) if chance.random() < 0.97 else None
        people += _family(chance, index, home)
    return tuple(people[:size])


def _family(chance: Random, index: Iterator[int], home: House | None) -> Iterator[Human]:
    surname, father_name, mother_name, patronymic, given = _naming(chance)
    father = adult(next(index), "m", f"{surname} {father_name}", _day(chance, *ADULTS_BORN), home)
    mother = adult(next(index), "f", f"{surname}а {mother_name}", _day(chance, *ADULTS_BORN), home)
    parents = (mother, father) if chance.random() < 0.8 else (mother,)
    yield from parents
    for number in range(chance.choice((1, 1, 2, 2, 3))):
        sex: Sex = chance.choice(("m", "f"))
        born = FIRST_GRADERS_BORN if number == 0 and chance.random() < 0.8 else OTHERS_BORN
        name = " ".join((surname + ("а" if sex == "f" else ""), chance.choice(given[sex]), patronymic[sex]))
        yield child(next(index), sex, name, _day(chance, *born), home, parents)


def _naming(chance: Random) -> tuple[str, str, str, dict[Sex, str], dict[Sex, tuple[str, ...]]]:
    """A family's surname, the parents' names, the children's patronymics, the names to choose from."""
    if chance.random() < 0.75:
        father = chance.choice(names.KAZAKH_MEN)
        return (
            chance.choice(names.KAZAKH_SURNAMES),
            father,
            chance.choice(names.KAZAKH_WOMEN),
            {"m": f"{father}ұлы", "f": f"{father}қызы"},
            {"m": names.KAZAKH_MEN, "f": names.KAZAKH_WOMEN},
        )
    father = chance.choice(tuple(names.RUSSIAN_MEN))
    son, daughter = names.RUSSIAN_MEN[father]
    return (
        chance.choice(names.RUSSIAN_SURNAMES),
        father,
        chance.choice(names.RUSSIAN_WOMEN),
        {"m": son, "f": daughter},
        {"m": tuple(names.RUSSIAN_MEN), "f": names.RUSSIAN_WOMEN},
    )


def _day(chance: Random, first: date, last: date) -> date:
    return first + timedelta(days=chance.randrange((last - first).days + 1))
