"""A list of schools: what is wrong refuses all of it, what is merely missing is told, a second time nothing moves."""

import csv
import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from oqu.core.acting import acting
from staff.models import School
from tests import factories as make

pytestmark = pytest.mark.django_db
ROW = {
    "id": "1",
    "region_kato": "750000000",
    "settlement_kato": "750000000",
    "district_ru": "",
    "name_ru": "Лицей № 126",
    "name_kz": "№ 126 лицей",
    "address_ru": "",
}
REFERENCE = Path(os.environ.get("OQU_REFERENCE_DATA", "../shared/data")) / "schools.csv"


@pytest.fixture
def take(tmp_path):
    def take(*rows, columns=tuple(ROW), kato=None):
        path = tmp_path / "schools.csv"
        write(path, columns, rows)
        if kato is not None:
            write(tmp_path / "kato.csv", ["code"], [{"code": code} for code in kato])
        return run(path)

    return take


def write(path, columns, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)


def run(path):
    out, err = StringIO(), StringIO()
    try:
        call_command("import_schools", str(path), stdout=out, stderr=err)
    except CommandError as refusal:
        return f"{err.getvalue()}{refusal}"
    return out.getvalue()


def test_a_school_exists_without_a_bin(take):
    assert "1 new, 0 changed, 0 unchanged" in take(ROW)

    school = School.objects.get()
    assert (school.code, school.bin, school.name_ru, school.settlement_kato) == (
        "750001",
        None,
        "Лицей № 126",
        "750000000",
    )


def test_a_second_time_nothing_moves_and_a_new_name_is_taken(take):
    take(ROW)

    assert "0 new, 0 changed, 1 unchanged" in take(ROW)
    assert "0 new, 1 changed, 0 unchanged" in take(ROW | {"name_ru": "Лицей имени Абая"})
    assert School.objects.get().name_ru == "Лицей имени Абая"


def test_what_its_director_keeps_is_left_alone(take):
    take(ROW)
    with acting(make.SYSTEM):
        School.objects.update(phone="+77172555032", address_ru="Улица Абая, 1")

    take(ROW | {"name_ru": "Лицей имени Абая", "address_ru": "другой"})

    assert (School.objects.get().phone, School.objects.get().address_ru) == ("+77172555032", "Улица Абая, 1")


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"id": "x"}, "the id is a number"),
        ({"id": "2", "region_kato": "75"}, "the region has nine digits"),
        ({"id": "2", "name_ru": "", "name_kz": ""}, "the school has no name"),
        ({"id": "2", "name_ru": "ш" * 301}, "longer than 300"),
        ({"id": "1"}, "stands in line 2 already"),
    ],
)
def test_one_wrong_row_refuses_the_file_and_is_named(take, row, sentence):
    answer = take(ROW, ROW | row)

    assert "schools.csv, line 3" in answer
    assert sentence in answer
    assert not School.objects.exists()


def test_a_settlement_must_stand_in_the_classifier(take):
    answer = take(ROW | {"settlement_kato": "751111111"}, kato=["750000000"])

    assert "unknown settlement_kato 751111111" in answer
    assert not School.objects.exists()


def test_what_is_missing_in_real_data_is_told_and_kept(take):
    answer = take(
        ROW | {"settlement_kato": ""}, ROW | {"id": "2", "name_kz": ""}, ROW | {"id": "3", "name_ru": ""}
    )

    assert "1 without a settlement, so no address leads to them: line 2" in answer
    assert "1 without a Kazakh name, the Russian one is shown: line 3" in answer
    assert "1 without a Russian name, the Kazakh one is shown: line 4" in answer
    assert School.objects.get(code="750003").name == "№ 126 лицей"


def test_files_that_are_not_a_list_of_schools(take, tmp_path):
    (tmp_path / "bytes.csv").write_bytes("Школа".encode("cp1251"))
    (tmp_path / "quotes.csv").write_text(",".join(ROW) + '\n"1" 2,a,b\n')

    assert "missing columns: name_ru" in take(ROW, columns=[name for name in ROW if name != "name_ru"])
    assert "cannot be opened" in run(tmp_path / "nothing.csv")
    assert "not a text in UTF-8" in run(tmp_path / "bytes.csv")
    assert "broken CSV" in run(tmp_path / "quotes.csv")


@pytest.mark.skipif(not REFERENCE.exists(), reason="OQU_REFERENCE_DATA is not there")
def test_the_real_list():
    assert "275 new, 0 changed, 0 unchanged" in run(REFERENCE)
    assert "0 new, 0 changed, 275 unchanged" in run(REFERENCE)
    assert not School.objects.exclude(bin=None).exists()
