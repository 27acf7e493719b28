"""Taking files of the address register: faults of the data are kept and reported, errors refuse everything."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from microdistrict import selectors, services
from microdistrict.models import Attachment, Building, Settlement, Street

STREET = {
    "geonim_id": "G1",
    "type_id": "G11",
    "type_kz": "көшесі",
    "type_ru": "улица",
    "name_kz": "Абай",
    "name_ru": "Абая",
    "full_kz": "Абай көшесі",
    "full_ru": "улица Абая",
    "buildings_total": "1",
    "buildings_current": "1",
    "page_limit_hit": "False",
    "city_kato": "710000000",
    "district_kato": "711210000",
    "area_kz": "Шұбар тұрғын үй алабы",
    "area_ru": "жилой массив Шұбар",
    "area_geonim_id": "G100",
}
BUILDING = {
    "rca": "0201500028928239",
    "geonim_id": "G1",
    "street_type_kz": "көшесі",
    "street_type_ru": "улица",
    "street_kz": "Абай",
    "street_ru": "Абая",
    "house": "13",
    "house_num": "13",
    "house_suffix": "",
    "building_type_kz": "үй",
    "building_type_ru": "дом",
    "extra": "",
    "extra_type": "",
    "postcode": "Z05M0M6",
    "old_postcode": "010000",
    "is_current": "1",
    "dup_address": "0",
    "city_kato": "710000000",
    "district_kato": "711210000",
}
UNITS = [
    {"code": "710000000", "parent_code": "", "unit_type": "republican_city", "short_kz": "Астана", "short_ru": "Астана"},
    {"code": "711210000", "parent_code": "710000000", "unit_type": "city_district", "short_kz": "Есіл", "short_ru": "Есиль"},
    {"code": "100000000", "parent_code": "", "unit_type": "region", "short_kz": "Абай", "short_ru": "Абай"},
]  # fmt: skip
KINDS = [
    {"id": "G11", "group": "geonim", "name_kz": "көшесі", "name_ru": "улица"},
    {"id": "B2", "group": "building", "name_kz": "үй", "name_ru": "дом"},
]

pytestmark = pytest.mark.usefixtures("system")


class Folder:
    """A folder with the four tables; `write` replaces one of them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.write("kato", UNITS)
        self.write("types", KINDS)
        self.write("streets", [STREET])
        self.write("buildings", [BUILDING])

    def write(self, name: str, rows: list[dict[str, str]], *, without: str = "") -> None:
        columns = [column for column in rows[0] if column != without]
        with (self.path / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def take(self):
        return services.import_addresses([self.path])

    def refused(self) -> list[str]:
        with pytest.raises(services.AddressesRefused) as refusal:
            self.take()
        assert not Street.objects.exists()
        assert not Building.objects.exists()
        return refusal.value.problems


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def stored():
    return (
        list(Settlement.objects.order_by("pk").values()),
        list(Street.objects.order_by("pk").values()),
        list(Building.objects.order_by("pk").values()),
    )


class TestTakesTheRegister:
    def test_street_house_and_the_units_they_lie_in(self, folder):
        report = folder.take()
        assert report.rows_written == 5
        assert set(Settlement.objects.values_list("kato", flat=True)) == {
            "710000000",
            "711210000",
            "100000000",
        }
        building = Building.objects.get()
        assert (building.rca, building.number, building.whole, building.suffix) == (
            "0201500028928239",
            "13",
            13,
            "",
        )
        assert building.full_title == (
            "Город республиканского значения Астана, Район в городе Есиль, Жилой массив Шұбар, Улица Абая, Дом 13"
        )

    def test_a_second_run_writes_no_row(self, folder):
        folder.take()
        before = stored()
        assert folder.take().rows_written == 0
        assert stored() == before

    def test_a_correction_changes_the_row_of_the_same_code(self, folder):
        folder.take()
        pk = Building.objects.get().pk
        folder.write("buildings", [{**BUILDING, "house": "13А", "is_current": "0"}])
        report = folder.take()
        assert (report.buildings.changed, report.streets.unchanged) == (1, 1)
        building = Building.objects.get()
        assert (building.pk, building.suffix, building.is_actual) == (pk, "А", False)

    def test_a_renamed_street_is_found_by_its_new_name(self, folder):
        folder.take()
        folder.write("streets", [{**STREET, "name_ru": "Мангилик Ел", "name_kz": "Мәңгілік Ел"}])
        folder.take()
        assert [street.name_ru for street in selectors.search_streets("710000000", "мангилик")] == [
            "Мангилик Ел"
        ]

    @pytest.mark.parametrize("typed", ["абая", "Абай", "ул. Абая"])
    def test_a_renamed_street_is_found_by_its_former_name_in_both_languages(self, folder, typed):
        folder.take()
        folder.write("streets", [{**STREET, "name_ru": "Мангилик Ел", "name_kz": "Мәңгілік Ел"}])
        assert folder.take().names.created == 2
        assert [street.name_ru for street in selectors.search_streets("710000000", typed)] == ["Мангилик Ел"]
        assert folder.take().rows_written == 0

    def test_rows_gone_from_the_files_stay(self, folder):
        folder.take()
        folder.write("buildings", [{**BUILDING, "rca": "0201500028928240"}])
        folder.take()
        assert Building.objects.count() == 2

    def test_files_one_by_one_lean_on_what_is_stored(self, folder):
        folder.take()
        folder.write("buildings", [{**BUILDING, "rca": "0201500028928240"}])
        report = services.import_addresses([folder.path / "buildings.csv"])
        assert report.buildings.created == 1
        assert services.import_addresses([folder.path / "streets.csv"]).rows_written == 0

    def test_an_attached_house_that_moves_takes_its_attachment_along(self, folder, make_school, attach):
        folder.take()
        house = Building.objects.get()
        attach(make_school("032"), house)
        folder.write("streets", [STREET, {**STREET, "geonim_id": "G2", "name_ru": "Достык"}])
        folder.write("buildings", [{**BUILDING, "geonim_id": "G2"}])
        folder.take()
        assert Attachment.objects.get().street.register_id == "G2"

    def test_the_mark_of_an_excel_file_and_foreign_tables_do_no_harm(self, folder):
        streets = folder.path / "streets.csv"
        streets.write_text("\ufeff" + streets.read_text(encoding="utf-8"), encoding="utf-8")
        (folder.path / "surnames.csv").write_text("lang,style\nkk,ov\n")
        assert folder.take().streets.created == 1


class TestFindings:
    """Known faults of real data. The row is kept."""

    def found(self, folder):
        findings = folder.take().findings.lines
        return {code: [line.number for line in lines] for code, lines in findings.items()}

    def test_clean_rows_give_none(self, folder):
        assert self.found(folder) == {}

    def test_obsolete_number(self, folder):
        folder.write("buildings", [BUILDING, {**BUILDING, "rca": "0201500028928240", "is_current": "0"}])
        assert self.found(folder) == {"obsolete_number": [3]}
        assert Building.objects.count() == 2

    def test_a_house_and_its_garage(self, folder):
        folder.write(
            "buildings",
            [BUILDING, {**BUILDING, "rca": "0201500028928240", "extra": "1", "extra_type": "БЛОК"}],
        )
        assert self.found(folder) == {"one_number_twice_on_a_street": [2, 3]}
        assert set(Building.objects.values_list("note", flat=True)) == {"", "БЛОК 1"}

    def test_two_streets_of_one_name_one_without_buildings(self, folder):
        folder.write("streets", [STREET, {**STREET, "geonim_id": "G2"}])
        assert self.found(folder) == {"two_streets_of_one_name": [2, 3], "street_without_buildings": [3]}

    def test_a_street_with_obsolete_numbers_only(self, folder):
        folder.write("buildings", [{**BUILDING, "is_current": "0"}])
        assert self.found(folder) == {"obsolete_number": [2], "street_with_obsolete_numbers_only": [2]}

    def test_a_street_cut_by_the_page_limit_and_spelt_alike(self, folder):
        folder.write("streets", [{**STREET, "page_limit_hit": "True", "name_kz": "Абая"}])
        assert self.found(folder) == {
            "houses_missing_at_the_source": [2],
            "one_spelling_in_both_languages": [2],
        }

    def test_a_kind_the_dictionary_does_not_have(self, folder):
        folder.write("streets", [{**STREET, "type_ru": "тропа"}])
        assert self.found(folder) == {"kind_not_in_the_dictionary": [2]}


class TestErrors:
    """Each refuses everything and names the line."""

    def test_missing_columns(self, folder):
        folder.write("buildings", [BUILDING], without="rca")
        assert folder.refused() == ["buildings.csv:1: missing columns: rca"]

    @pytest.mark.parametrize("rca", ["", "12345", "02015000289282x9", "０201500028928239"])
    def test_a_wrong_code_of_an_address(self, folder, rca):
        folder.write("buildings", [BUILDING, {**BUILDING, "rca": rca}])
        assert folder.refused() == [f"buildings.csv:3: the code of an address has 16 digits, not «{rca}»"]

    def test_one_code_at_two_addresses(self, folder):
        folder.write("buildings", [BUILDING, {**BUILDING, "house": "14"}])
        assert [problem.split(" ")[0] for problem in folder.refused()] == [
            "buildings.csv:2:",
            "buildings.csv:3:",
        ]

    def test_an_unknown_street(self, folder):
        folder.write("buildings", [{**BUILDING, "geonim_id": "G404"}])
        assert folder.refused() == ["buildings.csv:2: unknown street G404"]

    def test_an_unknown_settlement(self, folder):
        (folder.path / "kato.csv").unlink()
        assert len(folder.refused()) == 2

    def test_one_code_at_two_streets(self, folder):
        folder.write("streets", [STREET, STREET])
        assert len(folder.refused()) == 2

    @pytest.mark.parametrize("column", ["geonim_id", "name_ru", "name_kz"])
    def test_a_street_without_code_or_name(self, folder, column):
        folder.write("streets", [STREET, {**STREET, "geonim_id": "G2", column: ""}])
        assert [problem.split(" ")[0] for problem in folder.refused()] == ["streets.csv:3:"]

    def test_a_building_without_a_number(self, folder):
        folder.write("buildings", [{**BUILDING, "house": " "}])
        assert folder.refused() == ["buildings.csv:2: the building has no number"]

    @pytest.mark.parametrize("tail", [b"0201500028928240,G1,x\n", b'"0201500028928240,G1\n', b"\xff\xfe\n"])
    def test_a_broken_file(self, folder, tail):
        with (folder.path / "buildings.csv").open("ab") as file:
            file.write(tail)
        assert len(folder.refused()) == 1

    def test_every_error_is_told_at_once(self, folder):
        folder.write("streets", [{**STREET, "name_ru": ""}])
        folder.write("buildings", [{**BUILDING, "rca": "1"}, {**BUILDING, "geonim_id": "G404"}])
        assert len(folder.refused()) == 3

    def test_a_named_file_of_another_kind_and_a_folder_with_nothing(self, folder, tmp_path):
        stranger = tmp_path / "empty" / "surnames.csv"
        stranger.parent.mkdir()
        stranger.write_text("lang,style\nkk,ov\n")
        for path in (stranger, stranger.parent, tmp_path / "absent.csv"):
            with pytest.raises(services.AddressesRefused):
                services.import_addresses([path])


class TestCommand:
    def run(self, *paths, **options):
        out, err = StringIO(), StringIO()
        try:
            call_command("import_addresses", *paths, stdout=out, stderr=err, **options)
        except CommandError as error:
            return str(error), err.getvalue()
        return out.getvalue(), err.getvalue()

    def test_says_what_it_did_and_that_nothing_is_left_to_do(self, folder):
        folder.write("buildings", [{**BUILDING, "is_current": "0"}])
        said, _ = self.run(folder.path)
        assert "1 obsolete numbers, kept and marked: buildings.csv, line 2" in said
        assert "Nothing to do" not in said
        said, _ = self.run(folder.path)
        assert "Nothing to do" in said

    def test_names_the_lines_of_a_refused_file(self, folder):
        folder.write("buildings", [{**BUILDING, "rca": "1"}])
        said, problems = self.run(folder.path)
        assert "1" in said
        assert problems.startswith("buildings.csv:2:")

    def test_no_bar_in_a_log(self, folder):
        assert self.run(folder.path)[1] == ""
