"""Changing the calendar: what is refused, what comes in pairs, and who is remembered for it."""

import datetime as dt

import pytest
from django.db import DatabaseError, connection, transaction

from oqu.calendar import errors, selectors, services
from oqu.calendar.models import CalendarChange, SpecialDay
from oqu.core.acting import Actor, acting
from tests.factories import NOW

pytestmark = pytest.mark.django_db

MINISTRY = Actor.ministry(77)
FRIDAY, SATURDAY, SUNDAY, MONDAY = (dt.date(2026, 6, day) for day in (19, 20, 21, 22))
OFF, WORKED = SpecialDay.Kind.DAY_OFF, SpecialDay.Kind.WORKING_DAY


def day(date: dt.date, kind: str = OFF, **facts) -> SpecialDay:
    return SpecialDay(date=date, kind=kind, name_ru="День памяти", name_kk="Еске алу күні", **facts)


def tell(date: dt.date, kind: str = OFF, *, is_new: bool = True, **facts) -> None:
    services.tell_day(day(date, kind, **facts), is_new=is_new, by=MINISTRY, now=NOW)


def told() -> dict[dt.date, str]:
    return dict(SpecialDay.objects.values_list("date", "kind"))


class TestContradictions:
    def test_a_day_is_told_once(self):
        tell(MONDAY)

        with pytest.raises(errors.DayAlreadyTold) as refusal:
            tell(MONDAY)

        assert refusal.value.code == "calendar.day_already_told"
        assert "22 июня 2026\xa0г. уже стоит в календаре: День памяти" in str(refusal.value)

    def test_an_ordinary_working_day_is_not_told_as_one(self):
        with pytest.raises(errors.OrdinaryWorkingDay):
            tell(MONDAY, WORKED)

    def test_a_day_off_cannot_be_turned_into_an_ordinary_day_by_its_kind(self):
        tell(MONDAY)

        with pytest.raises(errors.OrdinaryWorkingDay):
            tell(MONDAY, WORKED, is_new=False)

        assert told() == {MONDAY: OFF}

    @pytest.mark.parametrize(
        ("date", "kind", "pair"),
        [(MONDAY, OFF, FRIDAY), (SATURDAY, OFF, SUNDAY), (SATURDAY, WORKED, SUNDAY), (SATURDAY, OFF, MONDAY)],
    )
    def test_a_pair_is_a_worked_weekend_day_and_a_day_off(self, date, kind, pair):
        with pytest.raises(errors.SwapOfOneKind):
            tell(date, kind, swapped_with=pair)

    def test_one_saturday_is_not_worked_for_two_days_off(self):
        tell(MONDAY, swapped_with=SATURDAY)

        with pytest.raises(errors.DayAlreadySwapped):
            tell(FRIDAY, swapped_with=SATURDAY)

    def test_the_pair_of_a_moved_day_does_not_say_something_else_already(self):
        tell(SATURDAY, WORKED)

        with pytest.raises(errors.DayAlreadyTold):
            tell(MONDAY, swapped_with=SATURDAY)

    def test_nothing_is_left_of_a_refused_day(self):
        with pytest.raises(errors.OrdinaryWorkingDay):
            tell(MONDAY, WORKED)

        assert not CalendarChange.objects.exists()

    def test_a_day_is_not_its_own_pair(self):
        with pytest.raises(DatabaseError, match="swapped_with_another"), acting(MINISTRY):
            day(MONDAY, swapped_with=MONDAY).save()


class TestMovedDays:
    @pytest.mark.parametrize(
        ("date", "kind", "pair"), [(MONDAY, OFF, SATURDAY), (SATURDAY, WORKED, MONDAY)], ids=["off", "worked"]
    )
    def test_either_half_brings_the_other(self, date, kind, pair):
        tell(date, kind, swapped_with=pair)

        assert told() == {SATURDAY: WORKED, MONDAY: OFF}
        other = SpecialDay.objects.get(date=pair)
        assert other.swapped_with == date
        assert "перенос" in other.name_ru

    def test_a_name_of_one_half_is_corrected_alone(self):
        tell(MONDAY, swapped_with=SATURDAY)
        version = selectors.working_days().version

        tell(MONDAY, swapped_with=SATURDAY, name_en="Remembrance", is_new=False)

        assert told() == {SATURDAY: WORKED, MONDAY: OFF}
        assert CalendarChange.objects.filter(pk__gt=version).count() == 1

    def test_moved_again_the_former_half_is_an_ordinary_day(self):
        tell(MONDAY, swapped_with=SATURDAY)

        tell(MONDAY, swapped_with=SUNDAY, is_new=False)

        assert told() == {SUNDAY: WORKED, MONDAY: OFF}

    def test_no_longer_moved_both_halves_part(self):
        tell(MONDAY, swapped_with=SATURDAY)

        tell(MONDAY, is_new=False)

        assert told() == {MONDAY: OFF}

    @pytest.mark.parametrize("removed", [SATURDAY, MONDAY])
    def test_removed_together(self, removed):
        tell(MONDAY, swapped_with=SATURDAY)

        services.remove_day(SpecialDay.objects.get(date=removed), by=MINISTRY, now=NOW)

        assert told() == {}


class TestVersions:
    def test_of_an_empty_calendar_is_nought(self):
        assert selectors.working_days().version == "0"

    def test_grow_with_every_change_and_remember_who_made_it(self):
        tell(MONDAY)
        first = selectors.working_days()
        services.remove_day(SpecialDay.objects.get(), by=MINISTRY, now=NOW)
        second = selectors.working_days()

        assert int(second.version) > int(first.version) > 0
        removal = CalendarChange.objects.get(pk=second.version)
        assert (removal.date, removal.scope, removal.person_id) == (MONDAY, "ministry", 77)
        assert (removal.before["name_ru"], removal.after) == ("День памяти", None)
        assert str(removal) == f"{removal.pk} · 22 июня 2026\xa0г."

    def test_every_earlier_one_can_be_had_again(self):
        calendars = [selectors.working_days()]
        for change in (
            lambda: tell(MONDAY, swapped_with=SATURDAY),
            lambda: tell(FRIDAY),
            lambda: services.remove_day(SpecialDay.objects.get(date=SATURDAY), by=MINISTRY, now=NOW),
        ):
            change()
            calendars.append(selectors.working_days())

        assert [selectors.working_days_of(each.version) for each in calendars] == calendars

    def test_are_written_by_the_database_whoever_changes_a_day(self):
        with acting(Actor.system("repair")), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO calendar_specialday (date, kind, name_ru, name_kk, name_en, is_estimated)"
                " VALUES ('2026-06-22', 'day_off', 'а', 'ә', '', false)"
            )

        assert CalendarChange.objects.get().scope == "system"

    def test_nobody_changes_a_day_without_a_name(self):
        with pytest.raises(DatabaseError, match="nobody acts"), transaction.atomic():
            day(MONDAY).save()

    @pytest.mark.parametrize(
        "statement", ["UPDATE calendar_calendarchange SET date = date", "DELETE FROM calendar_calendarchange"]
    )
    def test_stay_as_they_were_written(self, statement):
        tell(MONDAY)

        with (
            pytest.raises(DatabaseError, match="append-only"),
            acting(MINISTRY),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
