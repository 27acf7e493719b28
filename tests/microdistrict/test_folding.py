"""One spelling for searching: what is typed and what is stored meet in the same key."""

import pytest

from microdistrict.folding import fold, fold_query


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Мәңгілік Ел", "мангилик ел"),
        ("Бейбітшілік", "бейбитшилик"),
        ("Хусейн", "Хусеин"),
        ("Ақбұлақ", "акбулак"),
        ("Есіль", "Есил"),
        ("Е117", "Е 117"),
        ("Хан-Тенгри", "хан тенгри"),
        ("Киселёва", "киселева"),
        ("Керей, Жәнібек хандар", "керей жанибек хандар"),
    ],
)
def test_spellings_of_one_name_meet(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    "typed",
    [
        "улица Абая",
        "ул. Абая",
        "Абая ул",
        "просп. Абая",
        "пр-т Абая",
        "Абая көшесі",
        "мкр. Абая",
        "Абая шағын ауданы",
    ],
)
def test_the_kind_of_street_does_not_count(typed):
    assert fold_query(typed) == "абая"


def test_a_name_made_of_a_kind_alone_stays():
    assert fold("Микрорайон") == "микрораион"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("mangilik el", "Мәңгілік Ел"),
        ("uly dala", "Ұлы Дала"),
        ("kabanbay batyr", "Қабанбай батыр"),
        ("qabanbai", "Қабанбай"),
        ("beybitshilik", "Бейбітшілік"),
        ("zhibek zholy", "Жібек жолы"),
        ("tauelsizdik", "Тәуелсіздік"),
        ("E 117", "Е 117"),
    ],
)
def test_latin_letters_are_read_as_kazakh_words(typed, name):
    assert fold_query(typed) == fold(name)


def test_folding_a_folded_key_changes_nothing():
    for name in ("Мәңгілік Ел даңғылы", "Е 117", "Керей, Жәнібек хандар", "3 Микрорайон"):
        assert fold(fold(name)) == fold(name)
