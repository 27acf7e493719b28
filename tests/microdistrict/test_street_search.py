"""Finding a street and a house from what a person typed."""

import pytest

from microdistrict import selectors
from microdistrict.models import Settlement, Street, StreetAlias

KATO = "710000000"


def names(streets):
    return [street.name_ru for street in streets]


@pytest.fixture
def streets(make_street):
    for name_ru, name_kk in (
        ("Мангилик Ел", "Мәңгілік Ел"),
        ("Кабанбай батыра", "Қабанбай батыр"),
        ("Кобыланды батыра", "Қобыланды батыр"),
        ("Тауелсиздик", "Тәуелсіздік"),
        ("Е 117", "Е 117"),
        ("Абая", "Абай"),
        ("Алии Молдагуловой", "Әлия Молдағұлова"),
    ):
        make_street(name_ru, name_kk)


@pytest.mark.usefixtures("streets")
class TestSearchStreets:
    @pytest.mark.parametrize(
        ("typed", "found"),
        [
            ("мангилик", "Мангилик Ел"),
            ("Мәңгілік Ел даңғылы", "Мангилик Ел"),
            ("mangilik el", "Мангилик Ел"),
            ("молдағұлова", "Алии Молдагуловой"),
            ("улица Е117", "Е 117"),
            ("кобанбай", "Кабанбай батыра"),
            ("мангелик", "Мангилик Ел"),
            ("тауелсыздык", "Тауелсиздик"),
        ],
    )
    def test_the_meant_street_comes_first(self, typed, found):
        assert names(selectors.search_streets(KATO, typed))[0] == found

    def test_every_word_must_occur(self):
        assert names(selectors.search_streets(KATO, "батыр кабан")) == ["Кабанбай батыра"]

    def test_a_slip_gives_guesses_and_no_match(self):
        found = selectors.find_streets(KATO, "мангелик")
        assert found.matches == []
        assert names(found.guesses) == ["Мангилик Ел"]

    @pytest.mark.parametrize("typed", ["", "   ", "%", "_", "щщщщщ"])
    def test_nothing_typed_or_nothing_alike_finds_nothing(self, typed):
        assert selectors.search_streets(KATO, typed) == []

    def test_a_name_that_begins_so_comes_before_one_that_holds_it(self, make_street):
        make_street("Старая Абая")
        assert names(selectors.search_streets(KATO, "абая")) == ["Абая", "Старая Абая"]

    def test_a_former_name_finds_the_street(self):
        street = Street.objects.get(name_ru="Абая")
        StreetAlias.objects.create(street=street, name="А24")
        [found] = selectors.search_streets(KATO, "а 24")
        assert (found.name_ru, found.found_as) == ("Абая", "А24")

    def test_a_former_name_is_not_told_to_who_knows_the_present_one(self):
        StreetAlias.objects.create(street=Street.objects.get(name_ru="Абая"), name="А24")
        [found] = selectors.search_streets(KATO, "абая")
        assert found.found_as == ""

    def test_obsolete_streets_are_not_offered(self):
        Street.objects.filter(name_ru="Абая").update(is_actual=False)
        assert selectors.search_streets(KATO, "абая") == []

    def test_the_answer_is_limited(self):
        assert len(selectors.search_streets(KATO, "батыр", limit=1)) == 1

    @pytest.mark.rule("R88")
    def test_streets_of_another_settlement_are_not_found(self, make_street):
        village = Settlement.objects.create(
            kato="116653100", kind_ru="Село", kind_kk="ауылы", name_ru="Талапкер", name_kk="Талапкер"
        )
        make_street("Абая", settlement=village, district=None)
        assert [s.settlement_id for s in selectors.search_streets(KATO, "абая")] == [KATO]
        assert [s.settlement_id for s in selectors.search_streets("116653100", "абая")] == ["116653100"]


@pytest.mark.usefixtures("streets")
def test_letters_lead_to_streets_in_the_order_of_the_kazakh_alphabet(make_street):
    make_street("Қазына")
    assert selectors.letters_of(KATO) == ["А", "Е", "К", "Қ", "М", "Т"]
    assert names(selectors.streets_starting_with(KATO, "к")) == ["Кабанбай батыра", "Кобыланды батыра"]


class TestFindBuilding:
    def test_the_number_as_people_write_it(self, make_street, make_house):
        street = make_street("Абая")
        house = make_house(street, "14А")
        assert selectors.find_building(street, "14 a") == house
        assert selectors.find_building(street, "14") is None

    def test_a_house_before_its_garage_and_before_the_obsolete_number(self, make_street, make_house):
        street = make_street("Абая")
        make_house(street, "5", is_actual=False)
        make_house(street, "5", kind_ru="гараж")
        house = make_house(street, "5")
        assert selectors.find_building(street, "5") == house

    def test_an_obsolete_number_is_found_when_there_is_no_other(self, make_street, make_house):
        street = make_street("Абая")
        assert selectors.find_building(street, "7") is None
        old = make_house(street, "7", is_actual=False)
        assert selectors.find_building(street, "7") == old


class TestPlaces:
    def test_a_place_of_the_register_by_the_code_of_the_house(self, make_street, make_house):
        house = make_house(make_street("Абая"), "5")
        place = selectors.place_in_register(building_rca=house.rca)
        assert (place.street, place.building, place.number) == (house.street, house, "5")

    def test_an_unknown_house_falls_back_to_its_street(self, make_street):
        street = make_street("Абая")
        place = selectors.place_in_register(street_id=street.register_id, building_rca="9" * 16)
        assert (place.street, place.building) == (street, None)

    def test_unknown_codes_are_no_place(self, town):
        assert selectors.place_in_register(street_id="G404", building_rca="9" * 16) is None
        assert selectors.place_in_register() is None
        assert selectors.place_at("G404", "5") is None

    @pytest.mark.rule("R83")
    def test_full_address_as_the_manual_writes_it(self, make_street, make_house, settings):
        house = make_house(make_street("Е 117"), "39")
        place = selectors.place_at(house.street.register_id, "39")
        assert place.full_title == (
            "Город республиканского значения Астана, Район в городе Есиль, Улица Е 117, Дом 39"
        )

    def test_settlements_with_streets_only(self, make_street):
        make_street("Абая")
        assert [town.kato for town in selectors.settlements()] == [KATO]
