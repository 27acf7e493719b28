"""A register of any size, made by the database itself: streets of eight towns with names as people give them."""

from django.db import connection

from microdistrict.folding import fold
from microdistrict.models import Settlement

TOWN = "710000000"
TOWNS = 8
STREETS_PER_ADDRESS = 41_155 / 300_000  # of the real register


def _words(text: str) -> list[str]:
    return text.split()


FIRST = _words(
    "Абай Ахмет Әлихан Міржақып Сәкен Ілияс Бейімбет Мұхтар Ғабит Сәбит Қаныш Әлкей Шоқан Ыбырай Жамбыл Мағжан "
    "Шәкәрім Кенесары Наурызбай Абылай Тәуке Қасым Хақназар Есім Жәңгір Салқам Бөгенбай Қабанбай Наурыз Райымбек "
    "Исатай Махамбет Сырым Жанқожа Төле Қазыбек Әйтеке Дина Құрманғазы Тәттімбет Біржан Ақан Жаяу Естай Балуан "
    "Қажымұқан Әміре Күләш Манарбек Роза Әлия Мәншүк Бауыржан Нұркен Талғат Сағадат Рахымжан Динмұхамед Олжас Мұқағали"
)
LAST = _words(
    "Құнанбаев Байтұрсынов Бөкейханов Дулатов Сейфуллин Жансүгіров Майлин Әуезов Мүсірепов Мұқанов Сәтбаев Марғұлан "
    "Уәлиханов Алтынсарин Жабаев Жұмабаев Құдайбердіұлы Қасымұлы Хан Батыр Би Ата Салтанаты Өтемісұлы Тайманұлы "
    "Датұлы Нұрпейісова Сағырбайұлы Қазанғапұлы Қожағұлұлы Қорамсаұлы Мұса Беркімбайұлы Шолақ Мұңайтпасов Қашаубаев "
    "Байсейітова Ержанов Бағланова Молдағұлова Мәметова Момышұлы Әбдіров Бигелдинов Нұрмағамбетов Қошқарбаев Қонаев "
    "Сүлейменов Мақатаев Оразбаев Тілендиев Айманов Бегалин Қастеев Тұрысов Меңдешев Досмұхамедов Ермеков Тайбеков "
    "Шәрденов Ондасынов Шанин Маргулан Есенберлин Кекілбаев Нұршайықов Жүнісов Бектұров Сапаев Төлегенов"
)


def fill(addresses: int) -> None:
    """Streets in proportion, the same number in each town, as many houses on each."""
    streets = round(addresses * STREETS_PER_ADDRESS)
    katos = [TOWN, *(f"{number:03d}010000" for number in range(1, TOWNS))]
    Settlement.objects.bulk_create(
        Settlement(kato=kato, kind_ru="Город", kind_kk="қаласы", name_ru=kato, name_kk=kato) for kato in katos
    )
    names = [f"{first} {last}" for last in LAST for first in FIRST]
    names += [f"{letter} {number}" for number in range(1, 200) for letter in "АЕЖК"]
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO microdistrict_street
                (settlement_id, register_id, kind_ru, kind_kk, name_ru, name_kk, area_ru, area_kk, is_actual, fold)
            SELECT (%(katos)s::text[])[1 + n %% %(towns)s], 'G' || n, 'улица', 'көшесі', name, name, '', '', true,
                fold || ' ' || fold
            FROM generate_series(1, %(streets)s) n,
                LATERAL (SELECT 1 + (n / %(towns)s * 37) %% %(count)s AS place) p,
                LATERAL (SELECT (%(names)s::text[])[place] AS name, (%(folds)s::text[])[place] AS fold) s
            """,
            {
                "katos": katos, "towns": TOWNS, "streets": streets, "count": len(names), "names": names,
                "folds": [fold(name) for name in names],
            },
        )  # fmt: skip
        cursor.execute(
            """
            INSERT INTO microdistrict_building
                (street_id, rca, number, whole, suffix, kind_ru, kind_kk, note, is_actual)
            SELECT street.id, lpad((street.id * 100 + number)::text, 16, '0'), number::text, number, '', 'дом', 'үй',
                '', true
            FROM microdistrict_street street, generate_series(1, %s) number
            """,
            [round(addresses / streets)],
        )
