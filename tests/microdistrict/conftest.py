"""A small register and two schools; every test here writes as the system itself."""

import datetime as dt
from collections.abc import Callable, Iterator

import pytest

from microdistrict import services
from microdistrict.house_numbers import parse_house_number
from microdistrict.models import Building, Settlement, Street
from oqu.core.acting import Actor, acting
from oqu.core.clock import ALMATY
from staff.models import School

TODAY = dt.date(2026, 5, 12)
NOW = dt.datetime(2026, 5, 12, 12, 19, 12, tzinfo=ALMATY)
SYSTEM = Actor.system("tests")


@pytest.fixture
def now() -> dt.datetime:
    return NOW


@pytest.fixture
def today() -> dt.date:
    return TODAY


@pytest.fixture
def system(db: None) -> Iterator[None]:
    with acting(SYSTEM):
        yield


@pytest.fixture
def town(system: None) -> Settlement:
    return Settlement.objects.create(
        kato="710000000",
        kind_ru="Город республиканского значения",
        kind_kk="республикалық маңызы бар қаласы",
        name_ru="Астана",
        name_kk="Астана",
    )


@pytest.fixture
def district(system: None) -> Settlement:
    return Settlement.objects.create(
        kato="711210000",
        kind_ru="Район в городе",
        kind_kk="қала ішіндегі аудан",
        name_ru="Есиль",
        name_kk="Есіл",
    )


@pytest.fixture
def make_street(town: Settlement, district: Settlement) -> Callable[..., Street]:
    def make(name_ru: str, name_kk: str = "", **facts: object) -> Street:
        values = {
            "settlement": town,
            "district": district,
            "register_id": f"G{Street.objects.count() + 1}",
            "kind_ru": "улица",
            "kind_kk": "көшесі",
            **facts,
        }
        return Street.objects.create(name_ru=name_ru, name_kk=name_kk or name_ru, **values)

    return make


@pytest.fixture
def make_house() -> Callable[..., Building]:
    def make(street: Street, number: str, **facts: object) -> Building:
        whole, suffix = parse_house_number(number)
        values = {"rca": f"{Building.objects.count() + 1:016d}", "kind_ru": "дом", "kind_kk": "үй", **facts}
        return Building.objects.create(street=street, number=number, whole=whole, suffix=suffix, **values)

    return make


@pytest.fixture
def make_school(system: None) -> Callable[..., School]:
    def make(code: str, **facts: object) -> School:
        values = {"region_kato": "710000000", "settlement_kato": "710000000", **facts}
        name = f'ГКП на ПХВ "Школа-гимназия № {code}"'
        return School.objects.create(code=code, name_ru=name, name_kk=name, **values)

    return make


@pytest.fixture
def attach(system: None) -> Callable[..., int]:
    """The system attaches streets and houses, shared or not: `attach(school, street, house, …)`."""

    def attach(school: School, *places: Street | Building, since: dt.datetime = NOW) -> int:
        return services.attach_addresses(
            school_id=school.pk,
            street_ids=[place.pk for place in places if isinstance(place, Street)],
            building_ids=[place.pk for place in places if isinstance(place, Building)],
            by=SYSTEM,
            now=since,
            shared=True,
        )

    return attach


@pytest.fixture
def school(make_school: Callable[..., School]) -> School:
    return make_school("032")


@pytest.fixture
def other(make_school: Callable[..., School]) -> School:
    return make_school("084")


@pytest.fixture
def street(make_street: Callable[..., Street]) -> Street:
    return make_street("Е 117")
