"""
Three schools. Together they show what a limit can do: a large one, one whose quarter is not a whole number (85), and a
small one where two places outside the territory run out at once. Street 13 is served by two of them, streets 38-42 by none.
"""

from oqu.world.facts import LimitFact, SchoolFact
from oqu.world.town import SETTLEMENT, address_of, house, street


def _streets(first: int, last: int) -> tuple[str, ...]:
    return tuple(street(number).id for number in range(first, last + 1))


def _houses(street_number: int, *numbers: str) -> tuple[str, ...]:
    return tuple(house(street_number, number).rca for number in numbers)


_32 = address_of(house(4, "37/1"))
_84 = address_of(house(14, "12/1"))
_12 = address_of(house(31, "6"))

SCHOOLS: tuple[SchoolFact, ...] = (
    SchoolFact(
        code="032",
        bin="990140000017",
        name_ru='ГКП на ПХВ "Школа-гимназия № 32"',
        name_kk='ШЖҚ МКК "№ 32 мектеп-гимназия"',
        name_en='Municipal enterprise "School-gymnasium No. 32"',
        settlement_kato=SETTLEMENT.kato,
        region_kato=SETTLEMENT.region_kato,
        address_ru=_32.text_ru,
        address_kk=_32.text_kk,
        phone="+77172555032",
        transport=True,
        street_ids=_streets(1, 13),
        house_rcas=_houses(1, "37", "39"),
        limits=(LimitFact("kk", 100, 4), LimitFact("ru", 40, 2)),
    ),
    SchoolFact(
        code="084",
        bin="050340001235",
        name_ru='ГКП на ПХВ "Школа-лицей № 84"',
        name_kk='ШЖҚ МКК "№ 84 мектеп-лицей"',
        name_en='Municipal enterprise "School-lyceum No. 84"',
        settlement_kato=SETTLEMENT.kato,
        region_kato=SETTLEMENT.region_kato,
        address_ru=_84.text_ru,
        address_kk=_84.text_kk,
        phone="+77172555084",
        transport=False,
        street_ids=_streets(13, 25),
        house_rcas=_houses(37, "1", "3", "5", "7", "9"),
        limits=(LimitFact("kk", 85, 4), LimitFact("ru", 50, 2)),
    ),
    SchoolFact(
        code="012",
        bin="070940000123",
        name_ru='КГУ "Общеобразовательная школа № 12"',
        name_kk='КММ "№ 12 жалпы білім беретін мектеп"',
        name_en='Municipal institution "Secondary school No. 12"',
        settlement_kato=SETTLEMENT.kato,
        region_kato=SETTLEMENT.region_kato,
        address_ru=_12.text_ru,
        address_kk=_12.text_kk,
        phone="+77172555012",
        transport=False,
        street_ids=_streets(26, 36),
        house_rcas=(),
        limits=(LimitFact("kk", 8, 1), LimitFact("ru", 24, 1)),
    ),
)
