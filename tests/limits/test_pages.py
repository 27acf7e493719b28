"""«Лимиты классов» in a browser without JavaScript: list, search, adding, editing, the split before saving."""

import pytest

from limits import services
from limits.models import ClassLimit, SchoolYear
from limits.services import Told
from oqu.core.acting import acting
from staff.states import Role
from tests import factories as make

pytestmark = pytest.mark.django_db
PAGE = "/organization/class-limits"
ADD, PREVIEW = f"{PAGE}/add/", f"{PAGE}/preview/"
KAZAKH = f"{PAGE}/2026-2027/kk/"


def words_of(answer):
    return answer.content.decode()


def earlier(school, starts_in=2024, language="kk", **facts):
    """A limit of a year that is over."""
    with acting(make.SYSTEM):
        SchoolYear.objects.get_or_create(starts_in=starts_in)
        return ClassLimit.objects.create(
            school=school, school_year_id=starts_in, language=language, total=4, class_count=1, **facts
        )


class TestTheList:
    @pytest.mark.rule("R55", "R64", "R65", "R66", "R77", "R154")
    def test_the_columns_of_the_manual(self, browser, school):
        make.limit(school, total=85, used=70, outside_used=21)

        page = words_of(browser(make.member(school, Role.OSO_STAFF)).get(PAGE))

        for words in ("Учебный год", "Язык обучения", "Количество мест", "Количество классов", "Действия"):
            assert words in page
        for value in ("2026-2027", "казахский", "85", "49 из 64", "21 из 21"):
            assert value in page

    @pytest.mark.rule("R56", "R66", "R70")
    def test_earlier_years_stay_listed_and_are_only_opened(self, office, school):
        make.limit(school)
        earlier(school)

        page = words_of(office.get(PAGE))

        assert page.index("2026-2027</span>") < page.index("2024-2025</span>")
        assert "Редактировать<span" in page
        assert "Открыть<span" in page

    @pytest.mark.rule("R56")
    @pytest.mark.parametrize(
        ("role", "status"), [(Role.DIRECTOR, 200), (Role.OSO_STAFF, 200), (Role.EXECUTOR, 403)]
    )
    def test_who_sees_it(self, browser, school, role, status):
        client = browser(make.member(school, role))

        for address in (PAGE, ADD, PREVIEW):
            assert client.get(address).status_code == status

    def test_only_the_own_school(self, office):
        make.limit(make.school(), total=77)

        page = words_of(office.get(PAGE))

        assert "data-label" not in page
        assert "Лимиты классов ещё не указаны" in page
        assert office.get(KAZAKH).status_code == 404

    @pytest.mark.rule("R65", "R128")
    def test_the_sums_of_this_year_and_what_is_above_the_limit(self, office, school):
        make.limit(school, total=100, used=10)
        make.limit(school, total=40, language="ru", used=43)
        earlier(school, used=900)

        page = words_of(office.get(PAGE))

        assert "<dt>Мест в 2026-2027</dt><dd>140</dd>" in page
        assert "<dt>Принято</dt><dd>53</dd>" in page or "<dd>53</dd>" in page
        assert "<dt>Сверх лимита</dt><dd>3</dd>" in page
        assert "Сверх лимита: 3" in page

    @pytest.mark.rule("R67", "R181")
    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("q=русс", ["2026-2027 ru"]),
            ("q=2024", ["2024-2025 kk"]),
            ("q=КАЗАХ+2026", ["2026-2027 kk"]),
            ("language=ru", ["2026-2027 ru"]),
            ("year=2024", ["2024-2025 kk"]),
            ("year=2026&language=kk", ["2026-2027 kk"]),
            ("q=английский", []),
            ("year=x&language=xx", ["2026-2027 kk", "2026-2027 ru", "2024-2025 kk"]),
            ("year=99999999999999999999", []),
        ],
    )
    def test_search_and_filters(self, office, school, query, found):
        make.limit(school)
        make.limit(school, language="ru")
        earlier(school)

        answer = office.get(f"{PAGE}?{query}")

        rows = [f"{row.year} {row.limit.language}" for row in answer.context["rows"]]
        assert (answer.status_code, rows) == (200, found)
        assert ("Ничего не найдено" in words_of(answer)) == (not found)

    @pytest.mark.rule("R181")
    def test_search_knows_the_language_of_the_reader(self, browser, school):
        make.limit(school, language="ru")

        page = browser(make.member(school, Role.DIRECTOR), "kk").get(f"{PAGE}?q=орыс")

        assert len(page.context["rows"]) == 1

    @pytest.mark.rule("R68")
    def test_pages_tell_where_one_is(self, office, school):
        make.limit(school)
        for year in range(2020, 2026):
            for language in ("kk", "ru", "uz", "ug"):
                earlier(school, year, language)

        first, second = words_of(office.get(PAGE)), words_of(office.get(f"{PAGE}?page=2"))

        assert "Показано 1-20 из 25" in first
        assert "Показано 21-25 из 25" in second

    @pytest.mark.rule("A25", "D15")
    def test_seats_that_nobody_stated(self, office, school):
        make.limit(school, total=None, used=2)

        page = words_of(office.get(PAGE))

        assert "Нет данных" in page
        assert "Количество мест не указано" in page
        assert "Принято 2 ребёнка" in page

    def test_queries_do_not_grow(self, office, school, same_query_count):
        make.limit(school)

        def grow():
            for year in range(2020, 2026):
                earlier(school, year)

        same_query_count(lambda: office.get(PAGE), grow)


class TestAdding:
    @pytest.mark.rule("R53", "R54", "R69", "R72", "R73", "R179")
    def test_the_form_of_the_manual(self, office):
        page = words_of(office.get(ADD))

        for words in (
            "Добавление лимитов",
            "Учебный год",
            "Выберите язык",
            "Количество мест",
            "Сохранить",
            "Отмена",
        ):
            assert words in page
        assert '<option value="2026" selected>2026-2027</option>' in page
        assert "<strong>Класс:</strong> 1" in page

    @pytest.mark.rule("R58", "R72")
    def test_added_it_stands_in_the_list(self, office, school):
        answer = office.post(ADD, told(), follow=True)

        assert answer.redirect_chain == [(PAGE, 302)]
        assert (
            "Сохранено: казахский, 2026-2027. Мест 85: по микроучастку 64, вне микроучастка 21."
            in words_of(answer)
        )

    @pytest.mark.rule("R72")
    @pytest.mark.parametrize("field", ["school_year", "language", "total", "class_count"])
    def test_each_field_is_needed_and_the_others_are_not_lost(self, office, field):
        answer = office.post(ADD, told(**{field: ""}))

        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == [field]
        if field != "total":
            assert 'value="85"' in words_of(answer)
        assert not ClassLimit.objects.exists()

    @pytest.mark.rule("R58", "R75", "R77")
    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"total": "0"}, "Укажите количество мест от 1 до 9999."),
            ({"total": "-4"}, "Укажите количество мест от 1 до 9999."),
            ({"total": "9" * 60}, "Укажите количество мест от 1 до 9999."),
            ({"total": "сто"}, "Введите целое число цифрами"),
            ({"total": "85.5"}, "Введите целое число цифрами"),
            ({"class_count": "0"}, "Укажите количество классов от 1 до 99."),
            ({"total": "3"}, "Классов 4, а мест только 3."),
            ({"language": "en"}, "Выберите язык из списка."),
            ({"school_year": "2026-2028"}, "Выберите учебный год из списка."),
            ({"school_year": "2024"}, "Выберите учебный год из списка."),
            ({"language": "ru"}, "Для этого языка на 2026-2027 лимит уже есть: мест 40, классов 2."),
        ],
    )
    def test_each_mistake_has_its_sentence(self, office, school, wrong, sentence):
        make.limit(school, language="ru")
        earlier(school)

        answer = office.post(ADD, told(**wrong))

        assert answer.status_code == 422
        assert sentence in words_of(answer)
        assert not ClassLimit.objects.filter(language="kk", school_year=2026).exists()

    def test_before_the_ministry_has_opened_a_year(self, browser):
        client = browser(make.member(make.school(), Role.DIRECTOR))

        assert "Учебный год не открыт" in words_of(client.get(ADD))

    @pytest.mark.rule("R59")
    def test_without_javascript_a_button_shows_the_split_and_saves_nothing(self, office):
        answer = office.post(ADD, told(preview="1"))

        assert answer.status_code == 200
        assert "<dd>64</dd>" in words_of(answer)
        assert "<dd>21</dd>" in words_of(answer)
        assert not ClassLimit.objects.exists()


class TestEditing:
    @pytest.mark.rule("R53", "R54", "R70", "R71", "A8")
    def test_the_form_of_the_manual(self, office, school):
        make.limit(school, total=100)

        page = words_of(office.get(KAZAKH))

        for words in (
            "Редактирование лимита",
            "2026-2027",
            "казахский",
            'value="100"',
            "Сохранить",
            "Отмена",
        ):
            assert words in page

    @pytest.mark.rule("R78")
    def test_saved_it_stands_in_the_list(self, office, school):
        make.limit(school)

        answer = office.post(KAZAKH, {"total": "100", "class_count": "4", "version": "1"}, follow=True)

        assert "Мест 100: по микроучастку 75, вне микроучастка 25" in words_of(answer)

    @pytest.mark.rule("R76")
    def test_below_what_is_taken_is_told_with_the_numbers_and_the_typed_stays(self, office, school):
        make.limit(school, total=100, used=43, outside_used=3)

        answer = office.post(KAZAKH, {"total": "42", "class_count": "2", "version": "1"})

        assert answer.status_code == 422
        assert "Уже принято: 43 (по микроучастку 40, вне микроучастка 3)" in words_of(answer)
        assert 'value="42"' in words_of(answer)
        assert ClassLimit.objects.get().total == 100

    def test_the_second_of_two_sees_both_values_and_may_save_knowingly(self, office, school, director):
        make.limit(school, total=40)
        typed = {"total": "60", "class_count": "3", "version": "1"}
        services.change_limit(
            school_year=2026, language="kk", told=Told(50, 2), version=1, by=director, now=make.NOW
        )

        answer = office.post(KAZAKH, typed)
        page = words_of(answer)

        assert answer.status_code == 422
        assert "мест: 50, классов: 2" in page
        assert "мест: 60, классов: 3" in page
        assert 'value="60"' in page
        assert 'name="version" value="2"' in page
        assert ClassLimit.objects.get().total == 50
        assert office.post(KAZAKH, typed | {"version": "2"}).status_code == 302
        assert ClassLimit.objects.get().total == 60

    @pytest.mark.rule("R180")
    def test_a_year_that_is_over_is_read(self, office, school):
        earlier(school)
        address = f"{PAGE}/2024-2025/kk/"

        page = words_of(office.get(address))

        assert "Этот учебный год закончился" in page
        assert "Сохранить" not in page
        assert office.post(address, {"total": "5", "class_count": "1", "version": "1"}).status_code == 422
        assert ClassLimit.objects.get().total == 4

    @pytest.mark.rule("R77")
    @pytest.mark.parametrize("year", ["2026-2028", "2027-2026", "2026"])
    def test_no_address_has_another_form_of_year(self, office, year):
        assert office.get(f"{PAGE}/{year}/kk/").status_code == 404

    def test_a_parallel_that_is_not_there(self, office, school):
        assert office.get(KAZAKH).status_code == 404
        assert office.post(KAZAKH, {"total": "5", "class_count": "1", "version": "1"}).status_code == 404

    def test_the_button_shows_the_split_and_saves_nothing(self, office, school):
        make.limit(school)

        answer = office.post(KAZAKH, {"total": "85", "class_count": "4", "version": "1", "preview": "1"})

        assert "<dd>21</dd>" in words_of(answer)
        assert ClassLimit.objects.get().total == 40

    def test_the_history_names_who_stated_what(self, office, school):
        make.limit(school, total=None)
        office.post(KAZAKH, {"total": "85", "class_count": "4", "version": "1"})
        office.post(KAZAKH, {"total": "100", "class_count": "4", "version": "2"})

        page = words_of(office.get(KAZAKH))

        assert "Мест: 100, классов: 4" in page
        assert "было: мест 85, классов 4" in page


class TestPreview:
    @pytest.mark.rule("R59", "R60", "R62", "R78")
    @pytest.mark.parametrize(("total", "inside", "outside"), [("40", 30, 10), ("85", 64, 21), ("3", 3, 0)])
    def test_the_split(self, office, total, inside, outside):
        page = words_of(office.get(PREVIEW, {"total": total, "class_count": ""}))

        assert f"<dt>По микроучастку</dt><dd>{inside}</dd>" in page
        assert f"<dt>Вне микроучастка</dt><dd>{outside}</dd>" in page

    @pytest.mark.rule("R74", "A10")
    def test_the_average_of_a_class_is_told_and_a_crowd_is_warned_of(self, office):
        assert "<dd>21,3</dd>" in words_of(office.get(PREVIEW, {"total": "85", "class_count": "4"}))
        assert "больше 25 детей" not in words_of(office.get(PREVIEW, {"total": "100", "class_count": "4"}))
        assert "больше 25 детей" in words_of(office.get(PREVIEW, {"total": "101", "class_count": "4"}))

    @pytest.mark.rule("R76")
    def test_what_saving_would_answer(self, office, school):
        make.limit(school, total=40, used=20, outside_used=9)

        def preview(total):
            asked = {"total": total, "class_count": "2", "school_year": "2026", "language": "kk"}
            return words_of(office.get(PREVIEW, asked))

        assert "Уже принято: 20" in preview(19)
        assert "Вне микроучастка уже принято: 9, новая четверть мест: 5" in preview(20)
        assert "уже принято" not in preview(40)
        assert "Сейчас принято: 20, из них по микроучастку 11, вне микроучастка 9." in preview(40)

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ("", "Введите количество мест"),
            ("x", "Введите целое число"),
            ("0", "Укажите количество мест от 1 до 9999"),
            ("9" * 60, "Укажите количество мест от 1 до 9999"),
        ],
    )
    def test_what_cannot_be_is_told(self, office, typed, sentence):
        asked = {"total": typed, "class_count": "x", "school_year": "весна", "language": "xx"}

        answer = office.get(PREVIEW, asked)

        assert answer.status_code == 200
        assert sentence in words_of(answer)

    def test_nothing_of_another_school(self, office):
        make.limit(make.school(), used=30)

        page = words_of(
            office.get(PREVIEW, {"total": "5", "class_count": "1", "school_year": "2026", "language": "kk"})
        )

        assert "Пока никто не принят" in page


def told(**facts):
    return {"school_year": "2026", "language": "kk", "total": "85", "class_count": "4", **facts}
