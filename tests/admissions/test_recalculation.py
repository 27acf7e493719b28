"""Deadlines follow the calendar: seen before, moved once, written down, and never under a final decision."""

import datetime as dt
import json

import pytest
from django.urls import reverse

from admissions import services
from admissions.models import Application, JournalEntry, Recalculation
from admissions.services import _recalculate
from oqu.audit.models import AuditEntry
from oqu.calendar import services as calendar
from oqu.calendar.models import SpecialDay
from oqu.calendar.selectors import working_days
from oqu.calendar.working_time import OfficeHours, Span, due_at
from oqu.core import clock
from oqu.core.acting import Actor, acting
from oqu.core.clock import ALMATY
from oqu.outbox.models import Lane
from oqu.outbox.services import deliver
from staff import services as staff
from staff.models import School
from staff.states import Role
from tests import factories as make
from tests.admissions.school.pages import text
from tests.staff.test_menu import browser_of

pytestmark = pytest.mark.django_db

MINISTRY = Actor.ministry(4711)
TUESDAY, WEDNESDAY, THURSDAY, SATURDAY = (dt.date(2026, 5, day) for day in (12, 13, 14, 16))
SOON = make.NOW + dt.timedelta(minutes=5)


@pytest.fixture(autouse=True)
def _officer():
    make.person(pk=MINISTRY.person_id, is_ministry=True)


def at(day: dt.date, time: str = "12:19:12") -> dt.datetime:
    return dt.datetime.combine(day, dt.time.fromisoformat(time), ALMATY)


def special(day: dt.date, kind: str = "day_off", **facts) -> SpecialDay:
    return SpecialDay(date=day, kind=kind, name_ru="День траура", name_kk="Аза тұту күні", **facts)


def tell(day: dt.date, kind: str = "day_off", **facts):
    return calendar.tell_day(special(day, kind, **facts), is_new=True, by=MINISTRY, now=SOON)


def work() -> int:
    """What the worker does within seconds."""
    with clock.stopped_at(SOON):
        return deliver(Lane.WORKER, now=SOON + dt.timedelta(seconds=1))


def due_of(application: Application) -> dt.datetime:
    return make.reload(application).due_at.astimezone(ALMATY)


def entries(application: Application) -> list[dict]:
    with acting(make.SYSTEM, read_only=True):
        rows = JournalEntry.objects.filter(application=application, event="due_moved").order_by("id")
        return [json.loads(bytes(row.canonical)) | {"person": row.person_id} for row in rows]


class TestForecast:
    def test_names_schools_applications_and_days_before_anything_is_saved(self):
        first, second = make.school(), make.school()
        for school in (first, first, second):
            make.submitted(school)

        with acting(MINISTRY):
            forecast = calendar.foresee_day(special(WEDNESDAY))

        assert (forecast.applications, forecast.schools) == (3, 2)
        (shift,) = forecast.shifts
        assert (shift.was_in_words, shift.becomes_in_words, shift.count) == (
            "13 мая, среда", "14 мая, четверг", 3,
        )  # fmt: skip
        assert not SpecialDay.objects.exists()
        assert not Recalculation.objects.exists()

    def test_is_empty_where_no_deadline_passes(self):
        make.submitted()

        with acting(MINISTRY):
            assert calendar.foresee_day(special(THURSDAY)).applications == 0

    def test_is_empty_for_a_weekend_day_that_gets_a_name(self):
        make.submitted(moment=at(dt.date(2026, 5, 15)))

        with acting(MINISTRY):
            assert calendar.foresee_day(special(SATURDAY)).applications == 0

    def test_of_a_removal_tells_the_way_back(self):
        tell(WEDNESDAY)
        make.submitted()

        with acting(MINISTRY):
            forecast = calendar.foresee_removal(SpecialDay.objects.get())

        assert [(shift.was.date(), shift.becomes.date()) for shift in forecast.shifts] == [
            (THURSDAY, WEDNESDAY)
        ]

    def test_asks_the_database_as_often_for_many_as_for_few(self, same_query_count):
        make.submitted()

        def act():
            with acting(MINISTRY):
                calendar.foresee_day(special(WEDNESDAY))

        same_query_count(act, lambda: [make.submitted() for _ in range(4)])


class TestRecalculation:
    @pytest.mark.rule("R98", "R100")
    def test_a_new_day_off_moves_what_would_have_been_due_on_it(self):
        application = make.submitted()

        forecast = tell(WEDNESDAY)
        assert due_of(application) == at(WEDNESDAY)  # the worker has not been at it
        work()

        assert forecast.applications == 1
        assert due_of(application) == at(THURSDAY)

    def test_a_day_that_is_worked_after_all_brings_it_back(self):
        tell(WEDNESDAY)
        application = make.submitted()

        calendar.remove_day(SpecialDay.objects.get(), by=MINISTRY, now=SOON)
        work()

        assert due_of(application) == at(WEDNESDAY)

    def test_a_pair_moves_both_ways_at_once(self):
        friday = dt.date(2026, 5, 15)
        application = make.submitted(moment=at(friday))

        tell(dt.date(2026, 5, 18), swapped_with=SATURDAY)
        work()

        assert due_of(application) == at(SATURDAY)

    def test_derivation_and_version_are_those_of_the_new_calendar(self):
        application = make.submitted()

        tell(WEDNESDAY)
        work()

        moved = make.reload(application)
        assert moved.calendar_version == working_days().version
        expected = due_at(application.received_at, days=working_days(), hours=OfficeHours())
        assert moved.due_derivation == expected.as_json()

    def test_the_card_tells_it_in_its_history(self):
        application = make.submitted()
        executor = make.member(application.school, Role.EXECUTOR)
        tell(WEDNESDAY)
        work()

        words = text(browser_of(executor).get(reverse("admissions:card", args=[application.uuid])))

        assert (
            "Срок пересчитан 12 мая 2026 г., 12:24 Изменилось рабочее время: срок был 13 мая 2026 г., 12:19,"
            " теперь 14 мая 2026 г., 12:19." in words
        )
        assert "13 мая, среда: День траура, не считается." in words

    @pytest.mark.rule("R162")
    def test_journal_and_audit_remember_each(self):
        application = make.submitted()

        tell(WEDNESDAY)
        work()

        (entry,) = entries(application)
        assert (entry["was"], entry["due"]) == (
            "2026-05-13T07:19:12+00:00", "2026-05-14T12:19:12+05:00",
        )  # fmt: skip
        assert (entry["calendar"], entry["person"]) == (working_days().version, 4711)
        with acting(MINISTRY, read_only=True):
            audit = AuditEntry.objects.filter(table="admissions_application", row=str(application.pk)).latest(
                "id"
            )
        assert audit.changed == ["calendar_version", "due_at", "due_derivation"]
        assert (audit.scope, audit.person_id) == ("system", 4711)

    def test_what_is_final_does_not_move(self):
        application = make.submitted()
        other = make.submitted(application.school)
        services.withdraw(uuid=application.uuid, by=Actor.parent(application.applicant_id), now=make.NOW)

        forecast = tell(WEDNESDAY)
        work()

        assert forecast.applications == 1
        assert (due_of(application), due_of(other)) == (at(WEDNESDAY), at(THURSDAY))

    def test_what_waits_for_the_signature_moves_too(self):
        application = make.proposed()

        tell(WEDNESDAY)
        work()

        assert due_of(application) == at(THURSDAY)

    def test_decided_between_forecast_and_work_it_stays(self):
        application = make.submitted()
        tell(WEDNESDAY)
        services.withdraw(uuid=application.uuid, by=Actor.parent(application.applicant_id), now=SOON)

        work()

        assert due_of(application) == at(WEDNESDAY)
        assert entries(application) == []

    def test_version_of_the_page_stays_so_an_open_card_can_be_decided(self):
        application = make.submitted()
        tell(WEDNESDAY)
        work()

        assert make.reload(application).version == application.version

    def test_in_portions_with_progress(self, monkeypatch):
        monkeypatch.setattr(_recalculate, "PORTION", 2)
        applications = [make.submitted() for _ in range(5)]
        tell(WEDNESDAY)
        with acting(MINISTRY, read_only=True):
            recalculation = Recalculation.objects.get()
        progress = []

        for _ in range(4):
            with acting(make.SYSTEM):
                done = services.recalculate(recalculation_id=recalculation.pk, now=SOON)
            progress.append((done.looked, done.moved, done.expected, done.finished_at is not None))

        assert progress == [(2, 2, 5, False), (4, 4, 5, False), (5, 5, 5, True), (5, 5, 5, True)]
        assert {due_of(each) for each in applications} == {at(THURSDAY)}
        assert str(done) == "5/5"

    def test_the_worker_goes_on_until_it_is_done(self, monkeypatch):
        monkeypatch.setattr(_recalculate, "PORTION", 2)
        applications = [make.submitted() for _ in range(4)]
        tell(WEDNESDAY)

        work()

        assert {due_of(each) for each in applications} == {at(THURSDAY)}
        with acting(MINISTRY, read_only=True):
            assert Recalculation.objects.get().finished_at is not None

    def test_nothing_is_left_to_do_where_nothing_moves(self):
        tell(WEDNESDAY)

        with acting(MINISTRY, read_only=True):
            assert not Recalculation.objects.exists()


class TestOfficeHours:
    """The director's part: the same preview, the same worker, only the own school."""

    @pytest.fixture
    def school(self) -> School:
        return make.school()

    @pytest.fixture
    def director(self, school) -> Actor:
        return make.director(school)

    def facts(self, opens: str, closes: str) -> staff.OrganisationFacts:
        times = [dt.time.fromisoformat(clock_time) for clock_time in (opens, closes)]
        return staff.OrganisationFacts("А", "Ә", "+77172550101", *times, offers_transport=False)

    def test_new_hours_move_what_arrived_after_closing(self, school, director):
        noon = make.submitted(school)
        evening = make.submitted(school, moment=at(TUESDAY, "17:45"))

        with acting(director, read_only=True):
            forecast = staff.foresee_organisation(facts=self.facts("09:00", "17:30"), by=director)
        staff.change_organisation(facts=self.facts("09:00", "17:30"), by=director, now=SOON)
        work()

        assert (forecast.applications, forecast.schools) == (1, 1)
        assert due_of(evening) == at(THURSDAY, "09:00")
        assert due_of(noon) == at(WEDNESDAY)
        assert entries(evening)[0]["person"] == director.person_id

    def test_a_shift_within_one_day_is_told_with_the_hours(self, school, director):
        make.submitted(school, moment=at(TUESDAY, "07:00"))

        with acting(director, read_only=True):
            forecast = staff.foresee_organisation(facts=self.facts("08:00", "18:30"), by=director)

        (shift,) = forecast.shifts
        assert (shift.was_in_words, shift.becomes_in_words) == (
            "13 мая, среда, 09:00",
            "13 мая, среда, 08:00",
        )

    def test_the_same_hours_leave_no_work(self, school, director):
        make.submitted(school)

        staff.change_organisation(facts=self.facts("09:00", "18:30"), by=director, now=SOON)

        with acting(MINISTRY, read_only=True):
            assert not Recalculation.objects.exists()

    def test_one_short_day_moves_what_is_due_after_its_end(self, school, director):
        evening = make.submitted(school, moment=at(TUESDAY, "17:45"))
        span = Span(dt.time(9), dt.time(13))

        with acting(director, read_only=True):
            foreseen = staff.foresee_office_day(date=WEDNESDAY, span=span, by=director)
        told = staff.tell_office_day(date=WEDNESDAY, span=span, by=director, now=SOON)
        work()

        assert foreseen == told
        assert told.applications == 1
        assert due_of(evening) == at(THURSDAY, "09:00")

    def test_the_usual_hours_bring_it_back(self, school, director):
        staff.tell_office_day(date=WEDNESDAY, span=Span(dt.time(9), dt.time(13)), by=director, now=make.NOW)
        evening = make.submitted(school, moment=at(TUESDAY, "17:45"))
        assert due_of(evening) == at(THURSDAY, "09:00")

        staff.remove_office_day(date=WEDNESDAY, by=director, now=SOON)
        work()

        assert due_of(evening) == at(WEDNESDAY, "17:45")

    def test_other_schools_keep_their_deadlines(self, school, director):
        other = make.submitted(moment=at(TUESDAY, "17:45"))
        make.submitted(school, moment=at(TUESDAY, "17:45"))

        staff.change_organisation(facts=self.facts("09:00", "17:30"), by=director, now=SOON)
        work()

        assert due_of(other) == at(WEDNESDAY, "17:45")
