"""
The town: one district of a city, its streets in two languages, its houses.

The streets and the houses are invented, except that the manual's own (Е 117, Е 767) are among them. On purpose there
are fractions and letters in house numbers, two streets of one name, a comma in a name and a street with no house yet.
"""

from oqu.world.facts import Address, House, Settlement, Street

SETTLEMENT = Settlement(
    kato="710000000",
    region_kato="710000000",
    district_kato="711210000",
    kind_ru="Город республиканского значения",
    kind_kk="республикалық маңызы бар қаласы",
    name_ru="Астана",
    name_kk="Астана",
    district_kind_ru="Район в городе",
    district_kind_kk="қала ішіндегі аудан",
    district_ru="Есиль",
    district_kk="Есіл",
)

# What the address register says of the town it said on this day, in the time of Almaty.
REGISTERED_ON = "2026-01-10T09:00:00"

STREET = ("улица", "көшесі")
AVENUE = ("проспект", "даңғылы")
LANE = ("переулок", "тұйық көшесі")
BOULEVARD = ("бульвар", "бульвары")
QUARTER = ("микрорайон", "шағын ауданы")
EMBANKMENT = ("набережная", "жағалауы")

# number, kind, Russian name, Kazakh name, houses: "1-39:2" is every second number from 1 to 39
_ROWS = (
    (1, STREET, "Е 117", "Е 117", "1-41:2 3/1 14А 37/1"),
    (2, STREET, "Е 767", "Е 767", "1-24 5/1 12А"),
    (3, STREET, "Е 120", "Е 120", "2-30:2 8/1 8/2"),
    (4, AVENUE, "Мангилик Ел", "Мәңгілік Ел", "1-47:2 20/1 35А 37/1 37/2"),
    (5, AVENUE, "Улы Дала", "Ұлы Дала", "1-36 3/1 7/2"),
    (6, AVENUE, "Туран", "Тұран", "2-40:2 18/1 22А"),
    (7, AVENUE, "Кабанбай батыра", "Қабанбай батыр", "1-45:2 11/1 29А"),
    (8, STREET, "Кобыланды батыра", "Қобыланды батыр", "1-22 9/1"),
    (9, STREET, "Акмешит", "Ақмешіт", "1-19 7/1 9А"),
    (10, STREET, "Достык", "Достық", "1-20 5/1 5/2 13А"),
    (11, STREET, "Бейбитшилик", "Бейбітшілік", "1-18 4/1"),
    (12, BOULEVARD, "Сарыарка", "Сарыарқа", "1-15 2А"),
    (13, STREET, "Хусейна бен Талала", "Хұсейін бен Талал", "1-25 6/1 25/1"),
    (14, STREET, "Абая", "Абай", "1-30 12/1 12/2"),
    (15, STREET, "Ыбырая Алтынсарина", "Ыбырай Алтынсарин", "1-21:2 2-20:2 15А"),
    (16, STREET, "Шокана Уалиханова", "Шоқан Уәлиханов", "1-24 10/1"),
    (17, STREET, "Мухтара Ауэзова", "Мұхтар Әуезов", "1-17 8А 8Б"),
    (18, STREET, "Алии Молдагуловой", "Әлия Молдағұлова", "1-26 3/1"),
    (19, STREET, "Маншук Маметовой", "Мәншүк Мәметова", "1-16 16/1"),
    (20, STREET, "Керей, Жанибек хандар", "Керей, Жәнібек хандар", "2-28:2 4/1"),
    (21, STREET, "Жеруйык", "Жерұйық", "1-14"),
    (22, STREET, "Самал", "Самал", "1-20 11А"),
    (23, LANE, "Самал", "Самал", "1-9"),
    (24, STREET, "Байтерек", "Бәйтерек", "1-18 6/1 6/2"),
    (25, AVENUE, "Тауелсиздик", "Тәуелсіздік", "1-33:2 19/1"),
    (26, STREET, "Коктем", "Көктем", "1-22 7А"),
    (27, STREET, "Наурыз", "Наурыз", "1-16 2/1"),
    (28, STREET, "Акбулак", "Ақбұлақ", "1-28 14А 14Б"),
    (29, STREET, "Родниковая", "Бұлақты", "1-15 3/1"),
    (30, STREET, "Садовая", "Бау-бақша", "1-19 1А 2С"),
    (31, STREET, "Школьная", "Мектеп", "1-12"),
    (32, STREET, "Цветочная", "Гүлді", "1-17 9/1"),
    (33, LANE, "Тихий", "Тыныш", "1-8"),
    (34, QUARTER, "Каратал", "Қаратал", "1-44 20/1"),
    (35, QUARTER, "Жайлау", "Жайлау", "1-36"),
    (36, STREET, "Кулагер", "Құлагер", "1-14 5А"),
    (37, EMBANKMENT, "Есиль", "Есіл", "1-21:2"),
    (38, STREET, "Алатау", "Алатау", "1-18 10/1"),
    (39, STREET, "Хан-Тенгри", "Хан Тәңірі", "1-13"),
    (40, STREET, "Жибек жолы", "Жібек жолы", "1-20 4/1"),
    (41, STREET, "Дальняя", "Алыс", "1-10"),
    (42, STREET, "Новая", "Жаңа", ""),
)


def _numbers(plan: str) -> list[str]:
    numbers = []
    for part in plan.split():
        if "-" not in part:
            numbers.append(part)
            continue
        first, _, rest = part.partition("-")
        last, _, step = rest.partition(":")
        numbers += [str(n) for n in range(int(first), int(last) + 1, int(step or 1))]
    return numbers


def _street(number: int, kind: tuple[str, str], name_ru: str, name_kk: str, plan: str) -> Street:
    street_id = f"G9{number:05d}"
    houses = tuple(
        House(rca=f"0299{number:04d}{place:08d}", number=house, street_id=street_id)
        for place, house in enumerate(_numbers(plan), start=1)
    )
    return Street(street_id, *kind, name_ru, name_kk, houses)


STREETS: tuple[Street, ...] = tuple(_street(*row) for row in _ROWS)
_BY_ID = {street.id: street for street in STREETS}


def street(number: int) -> Street:
    """The town's street by its place in the list above, counted from 1."""
    return _BY_ID[f"G9{number:05d}"]


def house(street_number: int, house_number: str) -> House:
    return next(h for h in street(street_number).houses if h.number == house_number)


def address_of(place: House) -> Address:
    """The address with the strings the register prints: from the city down to the house."""
    road, town = _BY_ID[place.street_id], SETTLEMENT
    return Address(
        settlement_kato=town.kato,
        street_id=road.id,
        building_rca=place.rca,
        text_ru=f"{town.kind_ru} {town.name_ru}, {town.district_kind_ru} {town.district_ru}, "
        f"{road.kind_ru.capitalize()} {road.name_ru}, Дом {place.number}",
        text_kk=f"{town.name_kk} {town.kind_kk}, {town.district_kk} {town.district_kind_kk}, "
        f"{road.name_kk} {road.kind_kk}, {place.number} үй",
    )
