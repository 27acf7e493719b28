"""«Дни с другими часами»: the director tells a short or a long day; the clock of applications follows."""

import datetime as dt

import pytest
from django.db import IntegrityError
from django.urls import reverse

from oqu.audit.models import AuditEntry
from oqu.calendar.models import SpecialDay
from oqu.calendar.working_time import OfficeHours, Span
from oqu.core import clock
from oqu.core.acting import Actor, acting
from oqu.core.errors import Forbidden, NotFound
from staff import office_hours, services
from staff.departments import department_of
from staff.models import EducationDepartment, OfficeDay
from staff.states import Role
from tests import factories as make
from tests.admissions.school.pages import text
from tests.staff.test_menu import browser_of

pytestmark = pytest.mark.django_db

PAGE, PROFILE = reverse("staff:office-day"), reverse("staff:organisation")
TOMORROW = make.NOW.date() + dt.timedelta(days=1)  # a Wednesday
SHORT = Span(dt.time(9), dt.time(13))
TOLD = {"date": "2026-05-13", "opens_at": "09:00", "closes_at": "13:00"}


@pytest.fixture(autouse=True)
def _now():
    with clock.stopped_at(make.NOW):
        yield


@pytest.fixture
def school():
    return make.school("032")


@pytest.fixture
def membership(school):
    return make.member(school, Role.DIRECTOR)


@pytest.fixture
def browser(membership):
    return browser_of(membership)


@pytest.fixture
def director(membership) -> Actor:
    return make.actor(membership)


class TestRules:
    def test_hours_of_one_day_stand_beside_the_usual_ones(self, school, director):
        services.tell_office_day(date=TOMORROW, span=SHORT, by=director, now=make.NOW)

        assert office_hours.hours_of(school) == OfficeHours(single_days={TOMORROW: SHORT})
        assert office_hours.present_hours([school.pk])[school.pk].on(TOMORROW) == SHORT

    def test_told_again_they_are_corrected(self, school, director):
        services.tell_office_day(date=TOMORROW, span=SHORT, by=director, now=make.NOW)
        longer = Span(dt.time(8), dt.time(20))
        services.tell_office_day(date=TOMORROW, span=longer, by=director, now=make.NOW)

        assert office_hours.hours_of(school).single_days == {TOMORROW: longer}

    @pytest.mark.parametrize("closes", [dt.time(9), dt.time(8, 59)])
    def test_a_day_does_not_end_before_it_starts(self, director, closes):
        with pytest.raises(services.ClosesBeforeOpening):
            services.tell_office_day(date=TOMORROW, span=Span(dt.time(9), closes), by=director, now=make.NOW)

    def test_nor_in_the_database(self, school):
        with pytest.raises(IntegrityError, match="closes_after_opening"), acting(make.SYSTEM):
            OfficeDay.objects.create(school=school, date=TOMORROW, opens_at=dt.time(9), closes_at=dt.time(8))

    def test_a_day_off_has_no_hours(self, director):
        with acting(make.SYSTEM):
            SpecialDay.objects.create(date=TOMORROW, name_ru="Праздник", name_kk="Мереке")

        with pytest.raises(services.NotAWorkingDay) as refusal:
            services.tell_office_day(date=TOMORROW, span=SHORT, by=director, now=make.NOW)

        assert str(refusal.value).startswith("13 мая 2026\xa0г. — выходной день")

    def test_a_day_that_is_over_stays_as_it_was(self, school, director):
        yesterday = make.NOW.date() - dt.timedelta(days=1)
        with acting(make.SYSTEM):
            OfficeDay.objects.create(
                school=school, date=yesterday, opens_at=dt.time(9), closes_at=dt.time(13)
            )

        with pytest.raises(services.DayIsOver):
            services.tell_office_day(date=yesterday, span=SHORT, by=director, now=make.NOW)
        with pytest.raises(services.DayIsOver):
            services.remove_office_day(date=yesterday, by=director, now=make.NOW)

    def test_what_was_not_told_cannot_be_taken_back(self, director):
        with pytest.raises(NotFound):
            services.remove_office_day(date=TOMORROW, by=director, now=make.NOW)

    @pytest.mark.parametrize("role", [Role.EXECUTOR, Role.OSO_STAFF])
    def test_only_the_director_tells(self, school, role):
        by = make.actor(make.member(school, role))

        with pytest.raises(Forbidden):
            services.tell_office_day(date=TOMORROW, span=SHORT, by=by, now=make.NOW)

    def test_a_director_acts_for_a_school(self):
        nowhere = Actor("school", make.person().pk, None, Role.DIRECTOR)

        with pytest.raises(Forbidden):
            services.remove_office_day(date=TOMORROW, by=nowhere, now=make.NOW)

    @pytest.mark.rule("R162")
    def test_the_audit_knows_who(self, director):
        services.tell_office_day(date=TOMORROW, span=SHORT, by=director, now=make.NOW)

        with acting(Actor.ministry(1), read_only=True):
            entry = AuditEntry.objects.get(table="staff_officeday")
        assert (entry.operation, entry.person_id) == ("INSERT", director.person_id)


class TestPages:
    def test_a_day_is_told_and_stands_on_the_profile(self, browser):
        answer = browser.post(PAGE, TOLD, follow=True)

        assert answer.redirect_chain == [(PROFILE, 302)]
        words = text(answer)
        assert "13 мая, среда: школа открыта с 09:00 до 13:00." in words
        assert "13 мая, среда 09:00–13:00" in words

    def test_form_begins_with_the_usual_hours(self, browser):
        page = browser.get(PAGE).content.decode()

        assert 'value="09:00"' in page
        assert 'value="18:30"' in page

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"closes_at": "08:00"}, "Время закрытия раньше времени открытия"),
            ({"date": "2026-05-11"}, "уже прошёл"),
            ({"date": "2026-05-16"}, "выходной день"),
            ({"date": "завтра"}, "дат"),
            ({"opens_at": "25:00"}, "врем"),
            ({"date": ""}, "Обязательное поле"),
        ],
    )
    def test_what_is_wrong_is_told_beside_what_was_typed(self, browser, wrong, sentence):
        answer = browser.post(PAGE, {**TOLD, **wrong})

        assert answer.status_code == 422
        assert sentence in text(answer)
        assert not OfficeDay.objects.exists()

    def test_running_deadlines_are_shown_before_they_move(self, browser, school):
        make.submitted(school)

        asked = browser.post(PAGE, {**TOLD, "closes_at": "12:00"})

        words = text(asked)
        assert "Изменится срок 1 заявления" in words
        assert "13 мая, среда 14 мая, четверг 1" in words
        assert not OfficeDay.objects.exists()
        answer = browser.post(PAGE, dict(asked.context["typed"]), follow=True)
        assert "Пересчитывается срок 1 заявления." in text(answer)
        assert OfficeDay.objects.get().closes_at == dt.time(12)

    def test_the_usual_hours_come_back_with_the_same_look(self, browser, school, director):
        services.tell_office_day(date=TOMORROW, span=Span(dt.time(9), dt.time(12)), by=director, now=make.NOW)
        make.submitted(school)
        address = reverse("staff:office-day-remove", args=[OfficeDay.objects.get().pk])

        asked = browser.post(address)
        assert "14 мая, четверг 13 мая, среда 1" in text(asked)
        answer = browser.post(address, dict(asked.context["typed"]), follow=True)

        assert "13 мая, среда: снова обычные часы." in text(answer)
        assert not OfficeDay.objects.exists()

    def test_another_schools_day_does_not_exist(self, browser):
        with acting(make.SYSTEM):
            other = OfficeDay.objects.create(
                school=make.school(), date=TOMORROW, opens_at=dt.time(9), closes_at=dt.time(13)
            )

        assert browser.post(reverse("staff:office-day-remove", args=[other.pk])).status_code == 404

    def test_new_usual_hours_are_shown_and_confirmed(self, browser, school):
        make.submitted(school, moment=dt.datetime(2026, 5, 12, 17, 45, tzinfo=clock.ALMATY))
        told = {
            "address_ru": "А", "address_kk": "Ә", "phone": "8 (7172) 55-01-01",
            "opens_at": "09:00", "closes_at": "17:30",
        }  # fmt: skip

        asked = browser.post(PROFILE, told)
        assert "Изменится срок 1 заявления" in text(asked)
        answer = browser.post(PROFILE, dict(asked.context["typed"]), follow=True)

        assert "Пересчитывается срок 1 заявления." in text(answer)
        school.refresh_from_db()
        assert school.closes_at == dt.time(17, 30)

    def test_who_only_reads_the_profile_sees_the_days(self, school, director):
        services.tell_office_day(date=TOMORROW, span=SHORT, by=director, now=make.NOW)

        words = text(browser_of(make.member(school, Role.EXECUTOR)).get(PROFILE))

        assert "13 мая, среда 09:00–13:00" in words
        assert "Вернуть обычные часы" not in words


class TestDepartments:
    @pytest.mark.parametrize(
        ("codes", "found"),
        [
            ([], None),
            (["710000000"], "710000000"),
            (["710000000", "711100000"], "711100000"),
            (["110000000"], None),
        ],
    )
    def test_the_narrowest_place_has_the_word(self, codes, found):
        school = make.school(region_kato="710000000", settlement_kato="711110000")
        with acting(make.SYSTEM):
            for code in codes:
                EducationDepartment.objects.create(
                    kato=code, name_ru="Управление", name_kk="Басқарма", email="a@example.kz"
                )

        department = department_of(school)

        assert (department.kato if department else None) == found
