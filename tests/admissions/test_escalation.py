"""An overdue application is reported level by level, once each, and stays where it is (D7, D17)."""

import datetime as dt

import pytest

from admissions import services, tasks
from admissions.models import Application, Escalation, Notice
from admissions.notifications import words_of
from admissions.services import _escalate
from admissions.states import Status
from oqu.calendar.models import SpecialDay
from oqu.core import clock
from oqu.core.acting import Actor, acting
from oqu.core.clock import ALMATY
from oqu.outbox.models import Parcel
from oqu.outbox.services import _handlers
from staff.models import EducationDepartment
from staff.states import Role
from tests import factories as make

pytestmark = pytest.mark.django_db


def on(day: int, time: str) -> dt.datetime:
    return dt.datetime.combine(dt.date(2026, 5, day), dt.time.fromisoformat(time), ALMATY)


ARRIVED = on(12, "12:30:00")  # a Tuesday; due on Wednesday at 12:30
LATE = on(13, "12:31:00")


@pytest.fixture
def school():
    return make.school()


@pytest.fixture
def application(school) -> Application:
    return make.submitted(school, moment=ARRIVED)


@pytest.fixture
def department(school) -> EducationDepartment:
    with acting(make.SYSTEM):
        return EducationDepartment.objects.create(
            kato=school.region_kato, name_ru="Управление", name_kk="Басқарма", email="bilim@example.kz"
        )


def pass_on(moment: dt.datetime) -> int:
    """A tick of beat, and what the worker delivers after it."""
    told = services.escalate(now=moment)
    deliver(moment)
    return told


def deliver(moment: dt.datetime) -> None:
    with acting(Actor.system("worker")):
        parcels = Parcel.objects.filter(kind__in=["tell_overdue", "tell_department"], delivered_at=None)
        for parcel in parcels.order_by("id"):
            _handlers[parcel.kind](parcel.payload, moment)
            Parcel.objects.filter(pk=parcel.pk).update(delivered_at=moment)


def levels() -> list[tuple[str, dt.datetime]]:
    with acting(make.SYSTEM, read_only=True):
        return list(Escalation.objects.values_list("level", "at"))


def told(person_id: int) -> list[Notice]:
    with acting(make.SYSTEM, read_only=True):
        rows = Notice.objects.filter(recipient_id=person_id, code="overdue")
        return list(rows.select_related("application__school", "application__campaign"))


class TestSchool:
    @pytest.mark.rule("R101", "R102")
    def test_executor_and_director_are_told_when_the_deadline_has_passed(self, school, application):
        executor, director = make.executor(school), make.director(school)
        oso = make.actor(make.member(school, Role.OSO_STAFF))
        stranger = make.executor(make.school())

        assert pass_on(on(13, "12:30:00")) == 0  # the last moment of the term belongs to it
        assert pass_on(LATE) == 1

        assert [len(told(actor.person_id)) for actor in (executor, director, oso, stranger)] == [1, 1, 0, 0]
        assert levels() == [("school", LATE)]
        assert make.status_of(application) == Status.ON_REVIEW

    def test_the_words_say_what_to_do_and_lead_to_the_card(self, school, application):
        executor = make.executor(school)
        pass_on(LATE)

        with acting(executor, read_only=True):
            words = words_of(told(executor.person_id)[0])

        assert words.title == f"Заявление {application.reference} просрочено"
        assert words.text == (
            "Срок был 13 мая 2026\xa0г., 12:30. Заявление остаётся открытым: примите решение как можно скорее."
        )
        assert words.url.endswith(f"{application.uuid}/")

    def test_once_however_often_the_clock_ticks(self, school, application):
        executor = make.executor(school)
        for minute in range(3):
            pass_on(LATE + dt.timedelta(minutes=minute))

        assert len(told(executor.person_id)) == 1
        assert levels() == [("school", LATE)]

    def test_what_was_decided_meanwhile_is_not_reported(self, school, application):
        executor = make.executor(school)
        services.escalate(now=LATE)
        services.withdraw(uuid=application.uuid, by=Actor.parent(application.applicant_id), now=LATE)

        deliver(LATE)

        assert told(executor.person_id) == []

    @pytest.mark.rule("R102")
    def test_everything_can_still_be_done(self, school, application):
        pass_on(LATE)

        with clock.stopped_at(LATE):
            services.accept(uuid=application.uuid, by=make.executor(school), now=LATE)

        assert make.status_of(application) == Status.ON_SIGNING

    def test_what_waits_for_the_signature_is_overdue_too(self, school):
        make.proposed(school, moment=ARRIVED)

        assert pass_on(LATE) == 1

    def test_in_portions(self, school, monkeypatch):
        monkeypatch.setattr(_escalate, "AT_MOST", 2)
        for _ in range(3):
            make.submitted(school, moment=ARRIVED)

        assert [pass_on(LATE) for _ in range(3)] == [2, 1, 0]

    def test_while_another_process_does_it_this_one_does_nothing(self, application, monkeypatch):
        monkeypatch.setattr(_escalate, "alone", lambda key: False)

        assert services.escalate(now=LATE) == 0
        assert services.send_digests(now=on(14, "09:05:00")) == 0


class TestDepartment:
    @pytest.mark.rule("R101")
    def test_is_told_four_office_hours_later(self, school, application, department, mailoutbox):
        pass_on(LATE)
        pass_on(on(13, "16:29:59"))
        assert mailoutbox == []

        pass_on(on(13, "16:30:00"))

        (letter,) = mailoutbox
        assert letter.to == ["bilim@example.kz"]
        assert letter.subject == "Мерзімі өткен 1 өтініш / 1 просроченное заявление"
        assert f"{application.reference} · {school.name_ru} · срок 13 мая 2026\xa0г., 12:30" in letter.body
        assert (
            f"{application.reference} · {school.name_kk} · мерзімі 2026\xa0ж. 13 мамыр, 12:30" in letter.body
        )
        assert [level for level, _at in levels()] == ["school", "department"]

    def test_office_hours_count_not_the_night(self, school, department, mailoutbox):
        make.submitted(school, moment=on(12, "17:30:00"))  # due on Wednesday at 17:30

        pass_on(on(13, "17:31:00"))
        pass_on(on(14, "11:59:59"))
        assert mailoutbox == []
        pass_on(on(14, "12:00:00"))

        assert len(mailoutbox) == 1

    def test_holds_no_name_of_a_child(self, application, department, mailoutbox):
        pass_on(LATE)
        pass_on(on(13, "16:30:00"))

        assert application.child_last_name not in mailoutbox[0].body

    def test_gets_one_letter_about_many(self, school, department, mailoutbox):
        for _ in range(3):
            make.submitted(school, moment=ARRIVED)
        make.submitted(make.school(region_kato="110000000", settlement_kato="111010000"), moment=ARRIVED)

        pass_on(LATE)
        pass_on(on(13, "16:30:00"))

        (letter,) = mailoutbox
        assert letter.subject == "Мерзімі өткен 3 өтініш / 3 просроченных заявления"

    def test_a_long_list_is_cut(self, school, department, mailoutbox, monkeypatch):
        monkeypatch.setattr("admissions.overdue_letter.LISTED", 1)
        for _ in range(3):
            make.submitted(school, moment=ARRIVED)

        pass_on(LATE)
        pass_on(on(13, "16:30:00"))

        assert mailoutbox[0].body.endswith("и ещё 2")

    def test_decided_meanwhile_there_is_nothing_to_write(self, application, department, mailoutbox):
        pass_on(LATE)
        services.escalate(now=on(13, "16:30:00"))
        services.withdraw(uuid=application.uuid, by=Actor.parent(application.applicant_id), now=LATE)

        deliver(on(13, "16:31:00"))

        assert mailoutbox == []

    def test_delivered_twice_it_is_the_same_message(self, application, department, mailoutbox):
        pass_on(LATE)
        services.escalate(now=on(13, "16:30:00"))
        with acting(make.SYSTEM, read_only=True):
            payload = Parcel.objects.get(kind="tell_department").payload
        for _ in range(2):
            with acting(Actor.system("worker")):
                _handlers["tell_department"](payload, on(13, "16:31:00"))

        first, second = (letter.extra_headers["Message-ID"] for letter in mailoutbox)
        assert first == second

    def test_where_none_is_named_the_ministry_is_told_in_the_portal(self, application, mailoutbox):
        officer = make.person(is_ministry=True)
        pass_on(LATE)
        pass_on(on(13, "16:30:00"))

        (notice,) = told(officer.pk)
        with acting(Actor.ministry(officer.pk), read_only=True):
            assert words_of(notice).url == f"/admin/admissions/application/{application.pk}/change/"
        assert mailoutbox == []


class TestDigest:
    """Then daily, in the morning of a working day, as long as something is overdue."""

    @pytest.fixture
    def _reported(self, application, department, mailoutbox):
        pass_on(LATE)
        pass_on(on(13, "16:30:00"))
        mailoutbox.clear()

    def digest(self, moment: dt.datetime) -> int:
        sent = services.send_digests(now=moment)
        deliver(moment)
        return sent

    @pytest.mark.usefixtures("_reported")
    def test_comes_every_working_morning_once(self, mailoutbox):
        sent = [self.digest(on(day, "09:05:00")) for day in (14, 14, 15, 16, 18)]  # 16 May is a Saturday

        assert sent == [1, 1, 1, 0, 1]
        assert len(mailoutbox) == 3

    @pytest.mark.usefixtures("_reported")
    def test_stays_away_on_a_holiday(self, mailoutbox):
        with acting(make.SYSTEM):
            SpecialDay.objects.create(date=dt.date(2026, 5, 14), name_ru="Праздник", name_kk="Мереке")

        assert self.digest(on(14, "09:05:00")) == 0

    @pytest.mark.usefixtures("_reported")
    def test_ends_with_the_decision(self, application, mailoutbox):
        services.withdraw(uuid=application.uuid, by=Actor.parent(application.applicant_id), now=LATE)

        assert self.digest(on(14, "09:05:00")) == 0
        assert mailoutbox == []

    def test_does_not_run_ahead_of_the_first_letter(self, application, department):
        pass_on(LATE)

        assert self.digest(on(14, "09:05:00")) == 0


def test_the_ticks_of_beat(application, department):
    with clock.stopped_at(LATE):
        assert (tasks.escalate(), tasks.escalate()) == (1, 0)
    with clock.stopped_at(on(14, "16:30:00")):
        assert tasks.escalate() == 1
        assert tasks.send_digests() == 1
