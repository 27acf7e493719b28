"""The ministry's calendar: a contradiction is refused, what would move is seen first, who did it is kept."""

import datetime as dt

import pytest
from django.test import Client

from admissions.models import Application, Recalculation
from oqu.calendar.models import CalendarChange, SpecialDay
from oqu.core.acting import Actor, acting
from staff import sessions
from staff.models import EducationDepartment
from tests import factories as make
from tests.admissions.school.pages import text

pytestmark = pytest.mark.django_db

ADD = "/admin/calendar/specialday/add/"
WEDNESDAY = {"date": "13.05.2026", "kind": "day_off", "name_ru": "День траура", "name_kk": "Аза тұту күні"}


@pytest.fixture
def officer():
    return make.person(is_ministry=True)


@pytest.fixture
def browser(officer) -> Client:
    client = Client()
    client.force_login(officer, backend="staff.backends.EgovBackend")
    session = client.session
    session[sessions.ROLE] = "ministry"
    session.save()
    return client


@pytest.fixture
def application() -> Application:
    """Due on Wednesday 13 May at 12:19:12."""
    return make.submitted()


def told() -> dict[dt.date, str]:
    return dict(SpecialDay.objects.values_list("date", "kind"))


class TestPreview:
    def test_first_press_shows_what_would_move_and_saves_nothing(self, browser, application):
        words = text(browser.post(ADD, WEDNESDAY))

        assert "Изменится срок 1 заявления (школ: 1)." in words
        assert "13 мая, среда 14 мая, четверг 1" in words
        assert "У заявлений с окончательным решением срок не меняется." in words
        assert told() == {}

    def test_second_press_saves_and_the_worker_gets_its_work(self, browser, application, officer):
        asked = browser.post(ADD, WEDNESDAY)

        answer = browser.post(ADD, dict(asked.context["typed"]), follow=True)

        assert "Пересчитывается срок 1 заявления." in text(answer)
        assert told() == {dt.date(2026, 5, 13): "day_off"}
        with acting(Actor.ministry(officer.pk), read_only=True):
            work = Recalculation.objects.get()
        assert (work.expected, work.asked_by) == (1, officer.pk)
        assert str(work) in text(browser.get("/admin/admissions/recalculation/"))

    def test_where_nothing_moves_one_press_is_enough(self, browser):
        answer = browser.post(ADD, WEDNESDAY, follow=True)

        assert told() == {dt.date(2026, 5, 13): "day_off"}
        assert "Пересчит" not in text(answer)

    def test_removing_shows_it_on_the_page_that_asks_anyway(self, browser):
        browser.post(ADD, WEDNESDAY)
        make.submitted()
        address = "/admin/calendar/specialday/2026-05-13/delete/"

        assert "14 мая, четверг 13 мая, среда 1" in text(browser.get(address))
        answer = browser.post(address, {"post": "yes"}, follow=True)

        assert "Пересчитывается срок 1 заявления." in text(answer)
        assert told() == {}

    def test_of_a_change_of_an_entry(self, browser, application):
        browser.post(ADD, {**WEDNESDAY, "date": "20.05.2026", "name_ru": "Другой день"})
        address = "/admin/calendar/specialday/2026-05-20/change/"

        answer = browser.post(address, {**WEDNESDAY, "name_ru": "Иначе"}, follow=True)

        assert answer.redirect_chain
        assert SpecialDay.objects.get().name_ru == "Иначе"

    def test_of_an_entry_that_does_not_exist(self, browser):
        missing = "/admin/calendar/specialday/2026-05-20/"

        assert browser.post(f"{missing}change/", WEDNESDAY).status_code == 302
        assert browser.get(f"{missing}delete/").status_code == 302


class TestContradictions:
    @pytest.mark.parametrize(
        ("entry", "sentence"),
        [
            ({"kind": "working_day"}, "13 мая 2026 г. — и так рабочий день."),
            ({"swapped_with": "14.05.2026"}, "не могут быть парой"),
            ({"swapped_with": "13.05.2026"}, "не могут быть парой"),
            ({"date": "вчера"}, "Введите правильную дату"),
            ({"date": "31.02.2026"}, "Введите правильную дату"),
            ({"name_kk": ""}, "Обязательное поле"),
            ({"kind": "half"}, "Выберите корректный вариант"),
        ],
    )
    def test_are_refused_with_a_sentence(self, browser, entry, sentence):
        answer = browser.post(ADD, {**WEDNESDAY, **entry})

        assert answer.status_code == 200
        assert sentence in text(answer)
        assert told() == {}

    def test_a_day_is_told_once(self, browser):
        browser.post(ADD, WEDNESDAY)

        words = text(browser.post(ADD, {**WEDNESDAY, "name_ru": "Снова"}))

        assert "13 мая 2026 г. уже стоит в календаре: День траура. Исправьте ту запись." in words


class TestHistory:
    def test_tells_who_changed_what(self, browser, officer):
        browser.post(ADD, WEDNESDAY)
        browser.post("/admin/calendar/specialday/2026-05-13/delete/", {"post": "yes"})

        words = text(browser.get("/admin/calendar/calendarchange/"))

        assert "обычный день Выходной день: День траура ministry" in words
        assert "Выходной день: День траура обычный день ministry" in words
        assert set(CalendarChange.objects.values_list("person_id", flat=True)) == {officer.pk}
        change = CalendarChange.objects.first()
        assert "День траура" in text(browser.get(f"/admin/calendar/calendarchange/{change.pk}/change/"))

    def test_the_list_names_the_day_of_the_week(self, browser):
        browser.post(ADD, WEDNESDAY)

        assert "среда" in text(browser.get("/admin/calendar/specialday/"))


class TestDepartment:
    TOLD = {"kato": "711110000", "name_ru": "Отдел", "name_kk": "Бөлім", "email": "otdel@example.kz"}
    ADD = "/admin/staff/educationdepartment/add/"

    def test_is_stated(self, browser):
        browser.post(self.ADD, {**self.TOLD, "phone": "8 (7172) 55-01-01"})

        assert EducationDepartment.objects.get().phone == "+77172550101"
        assert "Отдел" in text(browser.get("/admin/staff/educationdepartment/"))

    def test_needs_no_phone(self, browser):
        browser.post(self.ADD, self.TOLD)

        assert EducationDepartment.objects.get().phone == ""

    @pytest.mark.parametrize(
        "wrong", [{"kato": "71"}, {"kato": "71111000X"}, {"email": "otdel"}, {"phone": "12"}]
    )
    def test_is_refused_where_nobody_could_be_reached(self, browser, wrong):
        answer = browser.post(self.ADD, {**self.TOLD, **wrong})

        assert answer.context["errors"]
        assert not EducationDepartment.objects.exists()
