"""The reference data is taken whole, every real fault in it told. It is real: one neighbourhood, the whole classifier."""

import os
from pathlib import Path

import pytest

from microdistrict import selectors, services
from microdistrict.models import Settlement

REAL = Path(os.environ.get("OQU_REFERENCE_DATA", "../shared/data"))
SHUBAR = "710000000"

pytestmark = [
    pytest.mark.usefixtures("system"),
    pytest.mark.skipif(not REAL.is_dir(), reason=f"OQU_REFERENCE_DATA: no folder {REAL}"),
]


@pytest.fixture
def report(system):
    return services.import_addresses([REAL])


class TestTakenWhole:
    def test_every_row_once(self, report):
        created = [
            getattr(report, name).created for name in ("settlements", "streets", "buildings", "renames")
        ]
        assert created == [15_594, 49, 1_362, 95]
        assert services.import_addresses([REAL]).rows_written == 0

    def test_tables_that_are_not_addresses_are_left_alone_and_named(self, report):
        assert "schools.csv" in report.left_alone
        assert not any("address" in name or "kato" in name for name in report.left_alone)

    def test_every_fault_is_told(self, report):
        assert {code: len(lines) for code, lines in report.findings.lines.items()} == {
            # units
            "russian_name_with_kazakh_letters": 195,
            "shortened_without_a_stop": 30,
            "two_units_of_one_name": 128,
            # the dictionary of kinds
            "kind_in_uneven_case": 24,
            "one_kind_twice": 6,
            # streets
            "two_streets_of_one_name": 2,
            "one_spelling_in_both_languages": 41,
            "street_named_like_another_kind": 1,
            "street_named_by_a_number": 1,
            "houses_missing_at_the_source": 3,
            "street_without_buildings": 1,
            "street_with_obsolete_numbers_only": 1,
            # buildings
            "obsolete_number": 302,
            "one_number_twice_on_a_street": 25,
            # renamings
            "renaming_not_decided": 47,
            "renaming_without_a_year": 12,
            "renaming_of_a_street_without_a_name": 1,
            "old_name_given_to_another_street": 3,
            "two_new_names_for_one_street": 4,
            "one_new_name_for_several_streets": 7,
            "renamed_street_not_in_the_register": 95,
        }

    def test_a_village_is_told_with_what_it_lies_in(self, report):
        village = Settlement.objects.get(kato="116653100")
        assert village.full_title.startswith("Область Акмолинская, Район Целиноградский, Сельский округ ")


@pytest.mark.usefixtures("report")
def test_people_find_its_streets_by_any_letters():
    def first(typed):
        return selectors.search_streets(SHUBAR, typed)[0].name_ru

    assert first("шарденова") == first("Шәрденов") == "Жанатая Шарденова"
    assert first("alpamys batyr") == "Алпамыс Батыр"
    assert first("78") == "78"
