"""
The people the demo introduces by name: those who work in the schools, one ministry officer, eight families.

Each family shows one thing, said beside it. Places in the list give the identity numbers: add at the end only.
"""

from dataclasses import replace
from datetime import date

from oqu.world.facts import Document, House, Human, Sex, StaffFact
from oqu.world.numbers import (
    card_number,
    certificate_number,
    synthetic_email,
    synthetic_iin,
    synthetic_phone,
)
from oqu.world.schools import SCHOOLS
from oqu.world.town import address_of, house

CARD_VALID_UNTIL = date(2032, 4, 1)


def adult(index: int, sex: Sex, names: str, born_on: date, home: House | None) -> Human:
    """`names` is "surname name patronymic"; the patronymic may be missing."""
    last, first, patronymic = [*names.split(), ""][:3]
    return Human(
        iin=synthetic_iin(index, sex),
        last_name=last,
        first_name=first,
        patronymic=patronymic,
        sex=sex,
        born_on=born_on,
        phone=synthetic_phone(index),
        email=synthetic_email(index),
        address=address_of(home) if home else None,
        document=Document("identity_card", card_number(index), CARD_VALID_UNTIL),
    )


def child(
    index: int, sex: Sex, names: str, born_on: date, home: House | None, parents: tuple[Human, ...]
) -> Human:
    """A child has no telephone and no mail of its own; its document is the birth certificate."""
    last, first, patronymic = [*names.split(), ""][:3]
    return Human(
        iin=synthetic_iin(index, sex),
        last_name=last,
        first_name=first,
        patronymic=patronymic,
        sex=sex,
        born_on=born_on,
        phone="",
        email="",
        address=address_of(home) if home else None,
        parent_iins=tuple(parent.iin for parent in parents),
        document=Document("birth_certificate", certificate_number(index), None),
    )


MINISTRY = adult(1, "f", "Тілеубаева Жанар Болатқызы", date(1979, 3, 14), house(6, "18/1"))

# Schools: 32 has four people, in 84 one person holds two roles, the director of 12 is also a mother.
DIRECTOR_32 = adult(2, "f", "Сәрсенова Гүлмира Маратқызы", date(1974, 10, 2), house(7, "11/1"))
EXECUTOR_32 = adult(3, "m", "Мұқанов Данияр Ерланұлы", date(1990, 5, 21), house(9, "7/1"))
OSO_32 = adult(4, "f", "Егорова Елена Викторовна", date(1986, 12, 8), house(10, "13А"))
SECOND_EXECUTOR_32 = adult(5, "f", "Қасенова Шынар Талғатқызы", date(1993, 1, 30), house(38, "4"))
DIRECTOR_84 = adult(6, "m", "Оспанов Бауыржан Серікұлы", date(1971, 7, 17), house(16, "10/1"))
OFFICER_84 = adult(7, "f", "Лебедева Ирина Сергеевна", date(1988, 9, 5), house(18, "3/1"))
DIRECTOR_12 = adult(8, "f", "Жұмабаева Асел Нұрланқызы", date(1985, 2, 11), house(28, "14А"))
EXECUTOR_12 = adult(9, "m", "Соколов Андрей Михайлович", date(1991, 11, 23), house(30, "2С"))
OSO_12 = adult(10, "f", "Исабекова Меруерт", date(1989, 6, 3), house(34, "20/1"))

# Works nowhere yet: the Mobile Citizens Base has no number of hers, so 1414 cannot ask her for consent.
NO_PHONE = replace(adult(11, "f", "Төлегенова Сәуле Бекқызы", date(1987, 3, 22), house(38, "4")), phone="")
# Works nowhere yet, has a key and has never been here: somebody for a director to add to the staff.
NEWCOMER = adult(12, "f", "Нұрғалиева Жанерке Асқарқызы", date(1995, 3, 2), house(30, "2С"))

# One child, both parents may file; the territory of school 32, a house that is attached twice.
MOTHER = adult(21, "f", "Ахметова Айгерім Қайратқызы", date(1992, 4, 9), house(1, "39"))
FATHER = adult(22, "m", "Ахметов Нұрлан Асқарұлы", date(1990, 8, 26), house(1, "39"))
# Two children of school 32's territory: a first-grader and one who is too young.
TWO_CHILDREN = adult(23, "f", "Оспанова Динара Ерболқызы", date(1991, 3, 18), house(4, "37/2"))
# Three children of school 84's territory, two of them twins.
THREE_CHILDREN = adult(24, "m", "Волков Павел Иванович", date(1987, 12, 1), house(15, "15А"))
# The territory of the small school.
SMALL_SCHOOL = adult(25, "f", "Смағұлова Ботагөз Қанатқызы", date(1994, 5, 27), house(29, "3/1"))
# No school serves the street.
OUTSIDE = adult(26, "m", "Ибраев Олжас Дәуренұлы", date(1989, 1, 6), house(40, "4/1"))
# Neither parent nor child has a registered address.
NO_ADDRESS = adult(27, "f", "Зайцева Ольга", date(1995, 9, 12), None)
# The child has no address of its own: the parent's decides. The street has two schools.
PARENTS_ADDRESS = adult(28, "f", "Үсенова Әлия Мейрамқызы", date(1993, 7, 7), house(13, "6/1"))
# Registered in the territory of school 84, while the child is registered where no school serves.
CHILD_ELSEWHERE = adult(29, "m", "Хамитов Темірлан Мұратұлы", date(1988, 10, 15), house(22, "11А"))

_CHILDREN = (
    child(41, "f", "Ахметова Аружан Нұрланқызы", date(2019, 11, 3), house(1, "39"), (MOTHER, FATHER)),
    child(42, "m", "Оспанов Әлихан Ілиясұлы", date(2020, 2, 14), house(4, "37/2"), (TWO_CHILDREN,)),
    child(43, "f", "Оспанова Айша Ілиясқызы", date(2022, 6, 30), house(4, "37/2"), (TWO_CHILDREN,)),
    child(44, "m", "Волков Кирилл Павлович", date(2019, 9, 19), house(15, "15А"), (THREE_CHILDREN,)),
    child(45, "f", "Волкова Вера Павловна", date(2019, 9, 19), house(15, "15А"), (THREE_CHILDREN,)),
    child(46, "m", "Волков Михаил Павлович", date(2015, 4, 4), house(15, "15А"), (THREE_CHILDREN,)),
    child(47, "f", "Смағұлова Томирис Рүстемқызы", date(2020, 1, 22), house(29, "3/1"), (SMALL_SCHOOL,)),
    child(48, "m", "Ибраев Санжар Олжасұлы", date(2020, 3, 8), house(40, "4/1"), (OUTSIDE,)),
    child(49, "m", "Зайцев Иван", date(2019, 12, 25), None, (NO_ADDRESS,)),
    child(50, "f", "Үсенова Мөлдір Қуанышқызы", date(2020, 5, 16), None, (PARENTS_ADDRESS,)),
    child(51, "m", "Хамитов Алмас Темірланұлы", date(2019, 10, 11), house(39, "7"), (CHILD_ELSEWHERE,)),
    child(52, "f", "Жұмабаева Еркежан Айдосқызы", date(2020, 4, 2), house(28, "14А"), (DIRECTOR_12,)),
)

MINISTRY_IIN: str = MINISTRY.iin
NO_PHONE_IIN: str = NO_PHONE.iin

_PARENTS = (
    MOTHER,
    FATHER,
    TWO_CHILDREN,
    THREE_CHILDREN,
    SMALL_SCHOOL,
    OUTSIDE,
    NO_ADDRESS,
    PARENTS_ADDRESS,
    CHILD_ELSEWHERE,
)
PARENTS: tuple[str, ...] = (*(parent.iin for parent in _PARENTS), DIRECTOR_12.iin)

_BIN = {school.code: school.bin for school in SCHOOLS}


def _director(person: Human, school: str, *special: str) -> StaffFact:
    named = ("org", "orgauth", *special)
    organisation = tuple(f"{name}-{person.iin}-{_BIN[school]}" for name in named)
    return StaffFact(person.iin, school, ("director",), (*personal_keys(person), *organisation))


def personal_keys(person: Human) -> tuple[str, ...]:
    """Everybody with an electronic signature has two keys: one signs, one signs in."""
    return (f"personal-{person.iin}", f"auth-{person.iin}")


_STAFF = (
    # keys that must be refused when school 32 signs: expired, revoked, and its employee's
    _director(DIRECTOR_32, "032", "expired", "revoked"),
    StaffFact(
        EXECUTOR_32.iin,
        "032",
        ("executor",),
        (
            *personal_keys(EXECUTOR_32),
            *(f"{kind}-{EXECUTOR_32.iin}-{_BIN['032']}" for kind in ("employee", "employeeauth")),
        ),
    ),
    StaffFact(OSO_32.iin, "032", ("oso",), personal_keys(OSO_32)),
    StaffFact(SECOND_EXECUTOR_32.iin, "032", ("executor",), personal_keys(SECOND_EXECUTOR_32)),
    _director(DIRECTOR_84, "084"),
    StaffFact(OFFICER_84.iin, "084", ("executor", "oso"), personal_keys(OFFICER_84)),
    _director(DIRECTOR_12, "012"),
    StaffFact(EXECUTOR_12.iin, "012", ("executor",), personal_keys(EXECUTOR_12)),
    StaffFact(OSO_12.iin, "012", ("oso",), personal_keys(OSO_12)),
)
NEWCOMERS: dict[str, tuple[str, ...]] = {
    NEWCOMER.iin: tuple(f"{key}{ending}" for ending in ("", "-gost") for key in personal_keys(NEWCOMER))
}
# The same keys again in GOST: the authority has issued no other algorithm since 2024, RSA keys live on.
STAFF: tuple[StaffFact, ...] = tuple(
    replace(fact, keys=(*fact.keys, *(f"{key}-gost" for key in fact.keys))) for fact in _STAFF
)

NAMED: tuple[Human, ...] = (
    MINISTRY,
    DIRECTOR_32,
    EXECUTOR_32,
    OSO_32,
    SECOND_EXECUTOR_32,
    DIRECTOR_84,
    OFFICER_84,
    DIRECTOR_12,
    EXECUTOR_12,
    OSO_12,
    *_PARENTS,
    *_CHILDREN,
    NO_PHONE,
    NEWCOMER,
)
