"""Limits from NOBD by a file: all or nothing, twice is once, never over what is taken or what a school stated."""

import csv
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from limits import selectors, services
from limits.models import ClassLimit, LimitChange, SchoolYear
from limits.policies import ZoneType
from limits.services import RawRow, Told
from oqu.core.acting import Actor, acting
from oqu.core.errors import NotFound
from tests import factories as make

pytestmark = pytest.mark.django_db
COLUMNS = ("org_bin", "school_year", "grade", "language_code", "seats_total", "class_count")


def row(school, **facts):
    values = {
        "org_bin": school.bin,
        "school_year": "2026-2027",
        "grade": 1,
        "language_code": "kk",
        "seats_total": 100,
        "class_count": 4,
    }
    return values | facts


@pytest.fixture
def take(tmp_path):
    """Runs the command over these rows; returns what it said."""

    def take(*rows, options=(), name="limits.csv"):
        path = tmp_path / name
        if name.endswith(".json"):
            path.write_text(json.dumps(list(rows)), encoding="utf-8")
        else:
            with path.open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, COLUMNS)
                writer.writeheader()
                writer.writerows(rows)
        return run(path, *options)

    return take


def run(path, *options):
    out, err = StringIO(), StringIO()
    try:
        call_command("import_limits", str(path), *options, stdout=out, stderr=err)
    except CommandError as refusal:
        return f"{err.getvalue()}{refusal}"
    return out.getvalue()


def stated(school, language="kk"):
    limit = ClassLimit.objects.filter(school=school, language=language).first()
    return limit and (limit.total, limit.class_count)


@pytest.mark.rule("R63")
@pytest.mark.parametrize("name", ["limits.csv", "limits.json"])
def test_both_forms_are_read_and_twice_is_once(school, take, name):
    rows = (row(school), row(school, language_code="ru", seats_total=50, class_count=2))

    assert "2 new, 0 changed, 0 unchanged" in take(*rows, name=name)
    assert "0 new, 0 changed, 2 unchanged" in take(*rows, name=name)
    assert (stated(school), stated(school, "ru")) == ((100, 4), (50, 2))
    with acting(make.SYSTEM):
        assert LimitChange.objects.count() == 2


def test_numbers_of_nobd_follow_nobd(school, take):
    take(row(school))

    assert "0 new, 1 changed" in take(row(school, seats_total=85))
    limit = ClassLimit.objects.get(school=school)
    assert (limit.total, limit.source, limit.version) == (85, "nobd", 3)


def test_a_parallel_that_an_acceptance_made_is_stated_and_keeps_what_is_taken(school, take):
    seat(school)

    take(row(school))

    assert (stated(school), ClassLimit.objects.get(school=school).used) == ((100, 4), 1)


@pytest.mark.rule("R76")
def test_never_below_what_is_taken(school, take, director):
    make.limit(school, total=40, used=30, source="nobd")

    said = take(row(school, seats_total=29))

    assert "0 changed, 0 unchanged, 0 skipped, 1 in conflict" in said
    assert f"conflict {school.code}: limits.csv, line 2: Уже принято: 30" in said
    assert stated(school) == (40, 2)
    [offer] = offers(director)
    assert isinstance(offer.refusal, services.BelowTaken)


def test_what_a_school_stated_itself_waits_for_the_school(school, take, director):
    state(director, 90)

    said = take(row(school))

    assert "1 in conflict" in said
    assert stated(school) == (90, 4)
    [offer] = offers(director)
    assert (offer.offer.total, offer.refusal, offer.limit.total) == (100, None, 90)
    assert "1 in conflict" in take(row(school))
    assert len(offers(director)) == 1


def test_the_operator_may_overwrite_what_schools_stated_but_not_what_is_taken(school, take, director):
    state(director, 90)
    with acting(make.SYSTEM):
        ClassLimit.objects.update(used=80)

    assert "1 in conflict" in take(row(school, seats_total=79), options=["--overwrite"])
    assert stated(school) == (90, 4)

    assert "0 new, 1 changed" in take(row(school), options=["--overwrite"])
    assert stated(school) == (100, 4)
    assert offers(director) == []


class TestDeciding:
    @pytest.fixture(autouse=True)
    def _they_differ(self, school, director, take):
        state(director, 90)
        take(row(school))

    def test_the_school_takes_those_of_nobd(self, school, director):
        services.take_offer(school_year=make.YEAR, language="kk", by=director, now=make.NOW)

        assert stated(school) == (100, 4)
        assert offers(director) == []

    def test_the_school_keeps_its_own_and_is_not_asked_again(self, school, director, take):
        services.keep_own(school_year=make.YEAR, language="kk", by=director, now=make.NOW)

        assert "0 in conflict, 1 kept by schools" in take(row(school))
        assert (stated(school), offers(director)) == ((90, 4), [])

    def test_something_new_in_nobd_is_asked_again(self, school, director, take):
        services.keep_own(school_year=make.YEAR, language="kk", by=director, now=make.NOW)

        take(row(school, seats_total=95))

        assert [offer.offer.total for offer in offers(director)] == [95]

    def test_once_they_agree_nothing_waits(self, school, director, take):
        take(row(school, seats_total=90))

        assert offers(director) == []

    def test_what_is_taken_meanwhile_stands_against_it(self, school, director):
        with acting(make.SYSTEM):
            ClassLimit.objects.filter(school=school).update(used=101)

        with pytest.raises(services.BelowTaken):
            services.take_offer(school_year=make.YEAR, language="kk", by=director, now=make.NOW)
        assert len(offers(director)) == 1

    def test_taken_when_it_agrees_already_it_only_goes(self, director):
        state(director, 100, version=2)

        assert (
            services.take_offer(school_year=make.YEAR, language="kk", by=director, now=make.NOW).version == 3
        )
        assert offers(director) == []

    def test_nothing_of_another_school(self, director):
        stranger = make.director(make.school())

        for decide in (services.take_offer, services.keep_own):
            with pytest.raises(NotFound):
                decide(school_year=make.YEAR, language="kk", by=stranger, now=make.NOW)
        assert len(offers(director)) == 1


@pytest.mark.rule("R180")
def test_other_years_are_skipped_and_told(school, take):
    with acting(make.SYSTEM):
        SchoolYear.objects.create(starts_in=2023)

    said = take(row(school, school_year="2023-2024"), row(school, school_year="2031-2032"), row(school))

    assert "skipped  limits.csv, line 2: Учебный год 2023-2024 закончился" in said
    assert "skipped  limits.csv, line 3: Учебный год 2031-2032 ещё не открыт" in said
    assert "1 new, 0 changed, 0 unchanged, 2 skipped" in said


@pytest.mark.rule("R75", "R77")
@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"org_bin": "990140000018"}, "не БИН"),
        ({"org_bin": "050340001235"}, "нет школы с БИН 050340001235"),
        ({"org_bin": ""}, "не БИН"),
        ({"school_year": "2026"}, "не учебный год"),
        ({"school_year": "2026-2028"}, "не учебный год"),
        ({"school_year": "2027-2026"}, "не учебный год"),
        ({"grade": 5}, "только в первый класс"),
        ({"grade": "первый"}, "grade: «первый» — не целое число"),
        ({"language_code": "en"}, "Нет такого языка обучения: «en»"),
        ({"language_code": ""}, "Нет такого языка обучения"),
        ({"seats_total": "много"}, "seats_total: «много» — не целое число"),
        ({"seats_total": 0}, "Укажите количество мест от 1 до 9999"),
        ({"seats_total": -5}, "Укажите количество мест от 1 до 9999"),
        ({"seats_total": 99_999}, "Укажите количество мест от 1 до 9999"),
        ({"seats_total": "9" * 40}, "не целое число"),
        ({"seats_total": "４０"}, "не целое число"),
        ({"class_count": ""}, "class_count: «» — не целое число"),
        ({"class_count": 0}, "Укажите количество классов от 1 до 99"),
        ({"seats_total": 2}, "Классов 4, а мест только 2"),
        ({}, "та же школа, год и язык"),
    ],
)
def test_one_wrong_row_refuses_the_file_and_is_named(school, take, wrong, sentence):
    said = take(row(school), row(school, **wrong))

    assert "limits.csv, line 3: " in said
    assert sentence in said
    assert not ClassLimit.objects.exists()


def test_half_of_the_rows_wrong_each_is_named_and_nothing_is_half_imported(school, take):
    languages = ("kk", "ru", "uz", "ug", "tg")
    rows = [row(school, language_code=code) for code in languages]
    rows += [row(school, language_code=code, seats_total="x", school_year="26") for code in languages]

    said = take(*rows)

    assert [number for number in range(2, 12) if f"line {number}: " in said] == [7, 8, 9, 10, 11]
    assert "Строк с ошибками: 10" in said
    assert not ClassLimit.objects.exists()


def test_files_that_are_not_a_list_of_limits(tmp_path):
    def said(name, content):
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return run(path)

    header = ",".join(COLUMNS)
    assert "missing columns: class_count" in said("short.csv", header.removesuffix(",class_count"))
    assert "3 values where the header has 6" in said("cells.csv", f"{header}\n1,2,3\n")
    assert "broken CSV" in said("quotes.csv", f'{header}\n"1" 2,a,b,c,d,e\n')
    assert "not a text in UTF-8" in said("bytes.csv", "казахский".encode("cp1251"))
    assert "broken JSON" in said("broken.json", "[{")
    assert "not a list of objects" in said("number.json", "[1]")
    assert "not a list of objects" in said("object.json", "{}")
    assert "cannot be opened" in run(tmp_path / "nothing.csv")


def test_semicolons_blank_lines_and_the_answer_of_nobd_are_read(school, tmp_path):
    semicolons = tmp_path / "a.csv"
    semicolons.write_text(
        f"{';'.join(COLUMNS)}\n\n{school.bin};2026-2027;1;kk;100;4\n;;;;;\n", encoding="utf-8-sig"
    )
    answer = tmp_path / "b.json"
    answer.write_text(json.dumps({"org_bin": school.bin, "class_sets": [row(school)]}))

    assert "1 new" in run(semicolons)
    assert "1 unchanged" in run(answer)


def test_as_many_queries_for_many_rows(school, same_query_count):
    rows = [RawRow("1", row(school))]
    schools = [make.school() for _ in range(30)]

    def load():
        with acting(make.SYSTEM):
            ClassLimit.objects.update(total=50, source="nobd")
        services.import_rows(rows, by=make.SYSTEM, now=make.NOW)

    load()
    for each in schools:
        make.limit(each, total=50, source="nobd")
    same_query_count(load, lambda: rows.extend(RawRow("2", row(each)) for each in schools))
    assert {stated(each) for each in schools} == {(100, 4)}


def test_progress_is_told(school):
    heard = []

    services.import_rows(
        [RawRow("1", row(school))],
        by=Actor.system("import_limits"),
        now=make.NOW,
        progress=lambda done, total: heard.append((done, total)),
    )

    assert heard == [(1, 1)]


def state(director, total, *, version=None):
    services.put_limit(
        school_year=make.YEAR,
        language="kk",
        told=Told(total, 4),
        version=version,
        by=director,
        now=make.NOW,
    )


def seat(school):
    with acting(make.SYSTEM):
        services.take_seat(school_id=school.pk, school_year=make.YEAR, language="kk", zone=ZoneType.IN_ZONE)


def offers(director):
    with acting(director, read_only=True):
        return selectors.offers_of(director.school_id, on=make.NOW.date())
