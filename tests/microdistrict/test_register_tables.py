"""The register's own tables: joined by their codes, versions told apart, the known dirt of the data reported and kept."""

import pytest

from microdistrict import selectors, services
from microdistrict.models import Attachment, Building, Settlement, Street
from tests.microdistrict.register_files import HOUSE, MASSIF, STREET, UNIT, RegisterFolder

ASTANA = "710000000"
LATER = "2026-03-01T09:00:00"

pytestmark = pytest.mark.usefixtures("system")


@pytest.fixture
def folder(tmp_path):
    return RegisterFolder(tmp_path)


def found(typed):
    return [street.name_ru for street in selectors.search_streets(ASTANA, typed)]


class TestJoined:
    @pytest.mark.rule("R83")
    def test_a_house_with_its_street_district_and_city(self, folder):
        assert folder.found() == {}
        assert Building.objects.get().full_title == (
            "Город республиканского значения Астана, Район в городе Есиль, Улица Абая, Дом 39"
        )
        assert Street.objects.get().register_id == "G267724"

    def test_a_second_run_writes_nothing(self, folder):
        folder.take()
        assert folder.take().rows_written == 0

    def test_the_larger_part_of_the_town_that_a_street_lies_in(self, folder):
        folder.write("s_geonims", [MASSIF, {**STREET, "parent_id": "108781"}])
        folder.take()
        assert Street.objects.get(name_ru="Абая").area_ru == "жилой массив Шұбар"

    def test_tables_one_by_one_lean_on_what_is_stored(self, folder):
        folder.take()
        folder.write("s_geonims", [{**STREET, "id": "267725", "name_rus": "Достык", "name_kaz": "Достық"}])
        folder.write("s_buildings", [{**HOUSE, "rca": "0201500028928240", "s_geonims_id": "267725"}])
        report = services.import_addresses(
            [folder.path / "s_geonims.csv", folder.path / "d_geonims_types.csv"]
        )
        assert report.streets.created == 1
        report = services.import_addresses(
            [folder.path / "s_buildings.csv", folder.path / "d_buildings_pointers.csv"]
        )
        assert report.buildings.created == 1
        assert Building.objects.get(rca="0201500028928240").street.settlement_id == ASTANA

    def test_without_the_dictionary_the_full_address_tells_the_kind(self, folder):
        folder.take()
        folder.write("s_geonims", [{**STREET, "id": "267725"}])
        services.import_addresses([folder.path / "s_geonims.csv"])
        assert Street.objects.get(register_id="G267725").title == "улица Абая"

    def test_semicolons_between_the_columns(self, folder):
        folder.write("s_geonims", [STREET], delimiter=";")
        assert folder.take().streets.created == 1


class TestChangesByCode:
    def test_a_renamed_street_keeps_its_row_houses_and_attachments(self, folder, make_school, attach):
        folder.take()
        house = Building.objects.get()
        attach(make_school("032"), house)
        folder.write("s_geonims", [{**STREET, "name_rus": "Достык", "name_kaz": "Достық", "modified": LATER}])
        folder.take()
        assert Street.objects.get().name_ru == "Достык"
        assert Attachment.objects.get().building == house
        assert found("абая") == ["Достык"]

    def test_an_ended_street_whose_houses_moved_is_found_by_its_name_on_the_new_one(self, folder):
        folder.take()
        new = {**STREET, "id": "267800", "name_rus": "Достык", "name_kaz": "Достық", "full_path_rus": ""}
        folder.write("s_geonims", [{**STREET, "actual": "false", "modified": LATER}, new])
        folder.write("s_buildings", [{**HOUSE, "s_geonims_id": "267800", "modified": LATER}])
        assert folder.found()["obsolete_street"] == [2]
        assert found("абая") == found("Абай") == ["Достык"]
        assert Street.objects.get(register_id="G267724").is_actual is False

    def test_a_number_taken_from_a_house_stays_and_is_marked(self, folder):
        folder.take()
        folder.write("s_buildings", [{**HOUSE, "actual": "false", "modified": LATER}])
        assert folder.found() == {"obsolete_number": [2], "street_with_obsolete_numbers_only": [2]}
        assert Building.objects.get().is_actual is False

    def test_an_older_file_undoes_nothing(self, folder):
        folder.write("s_buildings", [{**HOUSE, "number": "39А", "modified": LATER}])
        folder.take()
        folder.write("s_buildings", [HOUSE])
        assert folder.found() == {"older_than_stored": [2]}
        assert Building.objects.get().number == "39А"

    def test_of_several_versions_of_an_address_the_one_in_force_counts(self, folder):
        old = {**HOUSE, "id": "400", "number": "37", "actual": "false"}
        folder.write("s_buildings", [old, HOUSE, {**old, "id": "401"}])
        assert folder.found() == {"older_version_of_an_address": [2, 4]}
        assert Building.objects.get().number == "39"


class TestDirt:
    """Known faults of the register. The row is kept as far as anything says where it lies."""

    def test_a_street_without_a_unit_is_placed_by_its_code_of_the_classifier(self, folder):
        folder.write("s_geonims", [{**STREET, "s_ats_id": "", "cato": ASTANA}])
        assert folder.found() == {"street_without_a_unit": [2]}
        assert Street.objects.get().settlement_id == ASTANA

    def test_a_reference_to_nothing(self, folder):
        folder.write("s_geonims", [{**STREET, "s_ats_id": "404", "cato": ASTANA, "parent_id": "404"}])
        assert folder.found() == {"points_to_nothing": [2, 2]}

    def test_a_street_that_nothing_places_is_left_out_and_its_house_goes_to_the_settlement(self, folder):
        folder.write("s_geonims", [{**STREET, "s_ats_id": "404", "cato": ""}])
        assert folder.found() == {
            "points_to_nothing": [2, 2],
            "left_out_nothing_says_where": [2],
            "house_without_a_street": [2],
        }
        assert Building.objects.get().street.name_ru == "Без улицы"

    def test_houses_of_a_village_without_streets(self, folder):
        village = {**HOUSE, "s_ats_id": "3", "s_geonims_id": ""}
        folder.write("s_buildings", [village, {**village, "rca": "0201500028928240", "number": "2"}])
        assert folder.found()["house_without_a_street"] == [2, 3]
        assert Building.objects.get(number="2").full_title == "Село Талапкер, Без улицы, Дом 2"
        assert folder.take().rows_written == 0

    def test_a_house_that_nothing_places_is_left_out(self, folder):
        folder.write("s_buildings", [{**HOUSE, "s_ats_id": "404", "s_geonims_id": "404"}])
        assert folder.found()["left_out_nothing_says_where"] == [2]
        assert not Building.objects.exists()

    def test_a_broken_full_address(self, folder):
        folder.write("s_geonims", [{**STREET, "full_path_rus": "Город республиканского значения , , "}])
        assert folder.found() == {"broken_full_address": [2]}

    def test_a_kind_that_no_dictionary_has_leaves_the_stored_kind(self, folder):
        folder.take()
        folder.write("s_geonims", [{**STREET, "d_geonims_type_id": "999", "full_path_rus": ""}])
        assert folder.found() == {"kind_not_in_the_dictionary": [2]}
        assert Street.objects.get().kind_ru == "улица"

    def test_a_unit_without_a_code_gives_its_streets_to_the_unit_above(self, folder):
        folder.write("s_ats", [UNIT, {**UNIT, "id": "2", "parent_id": "1", "cato": ""}])
        assert folder.found() == {"unit_without_a_code": [3]}
        assert Street.objects.get().settlement_id == ASTANA

    def test_units_that_lie_in_each_other(self, folder):
        folder.write("s_ats", [{**UNIT, "parent_id": "2"}, {**UNIT, "id": "2", "cato": "711210000"}])
        folder.take()
        assert Settlement.objects.count() == 2


class TestErrors:
    """Each refuses everything and names the row."""

    @pytest.mark.parametrize(
        ("table", "row", "fault"),
        [
            ("s_geonims", {**STREET, "actual": "maybe"}, "actual is «maybe»"),
            ("s_geonims", {**STREET, "modified": "вчера"}, "modified is «вчера»"),
            ("s_geonims", {**STREET, "id": "1x"}, "«1x» is not a number"),
            ("s_geonims", {**STREET, "id": ""}, "id is empty"),
            ("s_geonims", {**STREET, "name_rus": "", "name_kaz": ""}, "name_rus is empty"),
            ("s_ats", {**UNIT, "cato": "71"}, "the code of a unit has 9 digits"),
            ("s_buildings", {**HOUSE, "rca": ""}, "the code of an address has 16 digits"),
            ("s_buildings", {**HOUSE, "number": ""}, "the building has no number"),
        ],
    )
    def test_refused(self, folder, table, row, fault):
        folder.write(table, [row])
        with pytest.raises(services.AddressesRefused) as refusal:
            folder.take()
        assert any(each.startswith(f"{table}.csv:2: ") and fault in each for each in refusal.value.problems)
        assert not Street.objects.exists()

    def test_two_addresses_in_force_of_one_code(self, folder):
        folder.write("s_buildings", [HOUSE, {**HOUSE, "id": "501", "number": "40"}])
        with pytest.raises(services.AddressesRefused) as refusal:
            folder.take()
        assert len(refusal.value.problems) == 2
