"""A street is found under every name it has in some paper, whichever of them the register has."""

import pytest

from microdistrict import selectors, services
from microdistrict.models import StreetAlias, StreetRename

KATO = "710000000"
HEADER = "city_kato,city_ru,district_ru,old_name,new_name,status,year,source\n"

pytestmark = pytest.mark.usefixtures("town", "district")


@pytest.fixture
def take(tmp_path):
    """Import these renamings, each «old → new»."""

    def take(*renamings, kato=KATO, status="adopted", year="2022"):
        rows = [
            f'{kato},Астана,Есиль,"{old.strip()}","{new.strip()}",{status},{year},газета\n'
            for old, new in (each.split("→") for each in renamings)
        ]
        file = tmp_path / "street_renames.csv"
        file.write_text(HEADER + "".join(rows), encoding="utf-8")
        return services.import_addresses([file])

    return take


def found(typed):
    return [street.name_ru for street in selectors.search_streets(KATO, typed)]


def findings(report):
    return {code: [line.number for line in lines] for code, lines in report.findings.lines.items()}


def test_the_old_name_finds_the_street_that_bears_the_new_one(take, make_street):
    make_street("Орал Мұхамеджанов")
    report = take("улица А24 → улица Орал Мұхамеджанов")
    assert found("А 24") == found("а24") == ["Орал Мұхамеджанов"]
    assert findings(report) == {}


def test_the_new_name_finds_the_street_that_the_register_still_calls_by_the_old_one(take, make_street):
    make_street("А 24")
    take("улица А24 → улица Орал Мұхамеджанов")
    assert found("мухамеджанов") == ["А 24"]


def test_the_kind_in_kazakh_quotation_marks_and_the_quarter_before_the_name_do_not_matter(take, make_street):
    make_street("Нұркент", kind_ru="микрорайон")
    make_street("Салыка Зиманова")
    take(
        "«Алғабас-1» ықшамауданы → «Нұркент» ықшамауданы",
        "мкр. Ақжар, улица Айманова → мкр. Ақжар, улица Салыка Зиманова",
    )
    assert found("алгабас 1") == ["Нұркент"]
    assert found("айманова") == ["Салыка Зиманова"]


def test_a_street_that_bears_the_name_now_comes_first(take, make_street):
    make_street("Улы Дала")
    make_street("Хусейна бен Талала")
    take("улица Хусейна бен Талала (прежняя) → проспект Улы Дала")
    assert found("хусейна бен талала") == ["Хусейна бен Талала", "Улы Дала"]
    assert found("улы дала") == ["Улы Дала"]


def test_papers_that_contradict_each_other_are_both_kept(take, make_street):
    make_street("Райымбек батыр")
    make_street("Темирбека Жургенова")
    report = take("улица А19 → улица Райымбек батыр", "А 19 көшесі → улица Темирбека Жургенова")
    assert found("А19") == ["Райымбек батыр", "Темирбека Жургенова"]
    assert findings(report) == {"two_new_names_for_one_street": [2, 3]}


def test_a_street_that_comes_later_gets_the_name(take, make_street):
    report = take("улица А24 → улица Орал Мұхамеджанов", status="draft", year="")
    assert findings(report) == {
        "renaming_not_decided": [2],
        "renaming_without_a_year": [2],
        "renamed_street_not_in_the_register": [2],
    }
    make_street("Орал Мұхамеджанов")
    take("улица А24 → улица Орал Мұхамеджанов", status="draft", year="")
    assert found("А24") == ["Орал Мұхамеджанов"]


def test_a_second_run_writes_nothing_and_a_decision_replaces_the_draft(take, make_street):
    make_street("Орал Мұхамеджанов")
    take("улица А24 → улица Орал Мұхамеджанов", status="draft")
    assert take("улица А24 → улица Орал Мұхамеджанов", status="draft").rows_written == 0
    report = take("улица А24 → улица Орал Мұхамеджанов", status="adopted")
    assert (report.renames.changed, report.names.created) == (1, 0)
    assert StreetRename.objects.get().status == "adopted"


def test_a_name_taken_away_is_not_found_any_more(take, make_street):
    make_street("Орал Мұхамеджанов")
    take("улица А24 → улица Орал Мұхамеджанов")
    StreetAlias.objects.get().delete()
    assert found("А24") == []


@pytest.mark.parametrize(("old", "new"), [("", "улица Абая"), ("улица А24", "")])
def test_a_renaming_without_a_name_is_refused(take, old, new):
    with pytest.raises(services.AddressesRefused) as refusal:
        take(f"{old} → {new}")
    assert refusal.value.problems[0].startswith("street_renames.csv:2:")


def test_an_unknown_settlement_is_refused(take):
    with pytest.raises(services.AddressesRefused) as refusal:
        take("улица А24 → улица Абая", kato="999999999")
    assert "unknown settlement" in refusal.value.problems[0]
    assert not StreetRename.objects.exists()
