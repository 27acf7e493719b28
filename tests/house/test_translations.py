"""The catalogues are complete: every sentence of the code has its Kazakh and its Russian."""

import re
import shutil
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.core.management import call_command

LANGUAGES = ["kk", "ru"]
PLURALS = {"kk": 2, "ru": 4}
IGNORED = ["oqu/sandbox/*", "tests/*"]


@pytest.fixture(scope="module")
def extracted(tmp_path_factory) -> Path:
    """Fresh catalogues, made from the code into another folder."""
    copy = tmp_path_factory.mktemp("locale")
    for language in LANGUAGES:
        folder = Path("locale", language, "LC_MESSAGES")
        (copy / folder).mkdir(parents=True)
        shutil.copy(settings.BASE_DIR / folder / "django.po", copy / folder)
    for part in ("oqu", "staff", "limits", "microdistrict", "admissions", "templates"):
        (copy / part).symlink_to(settings.BASE_DIR / part)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(copy)
        patch.setattr(settings, "LOCALE_PATHS", [copy / "locale"])
        call_command(
            "makemessages",
            locale=LANGUAGES,
            ignore_patterns=IGNORED,
            symlinks=True,
            no_obsolete=True,
            verbosity=0,
        )
    return copy / "locale"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_the_code_is_translated(extracted, language):
    entries = polib.pofile(str(extracted / language / "LC_MESSAGES" / "django.po"))

    assert [entry.msgid for entry in entries if not entry.translated() or entry.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
class TestCatalogue:
    @pytest.fixture
    def entries(self, language):
        return polib.pofile(str(settings.BASE_DIR / "locale" / language / "LC_MESSAGES" / "django.po"))

    def test_nothing_is_fuzzy_or_obsolete(self, entries):
        assert entries.fuzzy_entries() + entries.obsolete_entries() + entries.untranslated_entries() == []

    def test_plurals_have_all_their_forms(self, entries, language):
        forms = {entry.msgid: len(entry.msgstr_plural) for entry in entries if entry.msgid_plural}

        assert {msgid: count for msgid, count in forms.items() if count != PLURALS[language]} == {}

    def test_places_for_values_are_the_same(self, entries):
        def places(text):
            return sorted(set(re.findall(r"%\(\w+\)[sd]|\{\w*\}", text)))

        wrong = [e.msgid for e in entries if e.msgstr and places(e.msgid) != places(e.msgstr)]
        assert wrong == []
