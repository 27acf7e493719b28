"""How moments, numbers and absent values read in the three languages."""

import datetime as dt

import pytest
from django.utils import translation

from oqu.core import wording
from oqu.core.forms import PortalForm
from oqu.core.kit import SampleForm
from oqu.core.templatetags import oqu as tags

ARRIVED = dt.datetime(2026, 5, 12, 7, 19, 12, tzinfo=dt.UTC)


@pytest.mark.rule("R148")
@pytest.mark.rule("R110")
class TestMoments:
    def test_register_shows_local_time_to_the_second(self) -> None:
        assert tags.moment(ARRIVED) == "12.05.2026 12:19:12"

    @pytest.mark.parametrize(
        ("language", "words"),
        [
            ("ru", "12 мая 2026\xa0г., 12:19"),
            ("kk", "2026\xa0ж. 12 мамыр, 12:19"),
            ("en", "12 May 2026, 12:19"),
        ],
    )
    def test_sentence_shows_the_moment_in_its_language(self, language: str, words: str) -> None:
        with translation.override(language):
            assert tags.long_moment(ARRIVED) == words

    def test_evening_in_greenwich_is_the_next_day_in_almaty(self) -> None:
        evening = dt.datetime(2026, 12, 31, 20, 0, tzinfo=dt.UTC)

        assert wording.long_moment(evening, "ru") == "1 января 2027\xa0г., 01:00"

    def test_every_month_has_a_name_in_every_language(self) -> None:
        for language in ("ru", "kk", "en"):
            months = {wording.long_date(dt.date(2026, month, 1), language) for month in range(1, 13)}
            assert len(months) == 12


@pytest.mark.rule("R149")
class TestPhones:
    @pytest.mark.parametrize("stored", ["+77003449515", "77003449515"])
    def test_kazakhstan_number_is_grouped(self, stored: str) -> None:
        assert tags.phone(stored) == "+7 (700) 344-95-15"

    @pytest.mark.parametrize("stored", ["+998901234567", "+7700", "1414", "not a number"])
    def test_any_other_number_stays_as_it_is(self, stored: str) -> None:
        assert tags.phone(stored) == stored


@pytest.mark.rule("R150")
class TestAbsentValues:
    @pytest.mark.parametrize("tag", [tags.moment, tags.long_moment, tags.long_date, tags.phone, tags.iin])
    def test_every_filter_says_no_data(self, tag) -> None:
        with translation.override("ru"):
            assert tag(None) == "Нет данных"

    def test_empty_text_is_absent_and_zero_is_not(self) -> None:
        with translation.override("ru"):
            assert tags.or_no_data("") == "Нет данных"
        assert tags.or_no_data(0) == 0


class TestFileSizes:
    @pytest.mark.parametrize(
        ("size", "words"),
        [(1, "1 КБ"), (523_000, "511 КБ"), (2_411_725, "2,3 МБ"), (5 * 1024 * 1024, "5 МБ")],
    )
    def test_size_reads_in_russian(self, size: int, words: str) -> None:
        with translation.override("ru"):
            assert tags.file_size(size) == words


class TestSeatsBar:
    def test_taken_is_drawn_inside_the_limit(self) -> None:
        bar = tags.seats_bar(61, 64, 85)

        assert (bar.taken, bar.limit, bar.over) == ("718", "753", "0")
        assert bar.over_count == 0

    def test_what_is_over_the_limit_starts_where_the_limit_ends(self) -> None:
        bar = tags.seats_bar(47, 45, 60)

        assert (bar.taken, bar.over_from, bar.over) == ("750", "750", "33")
        assert bar.over_count == 2

    def test_bar_never_leaves_the_gauge(self) -> None:
        bar = tags.seats_bar(200, 45, 60)

        assert int(bar.over_from) + int(bar.over) == 1000

    def test_parallel_without_a_known_total_draws_nothing(self) -> None:
        assert tags.seats_bar(3, 0, 0).taken == "0"


class TestFormsOfThePortal:
    def test_browser_checks_nothing_itself(self) -> None:
        assert PortalForm.use_required_attribute is False
        assert " required" not in str(SampleForm()["iin"])

    def test_link_of_a_mistake_leads_to_the_control_or_the_first_choice(self) -> None:
        form = SampleForm()

        assert tags.focus_id(form["iin"]) == "id_iin"
        assert tags.focus_id(form["language"]) == "id_language_0"
