"""«Уведомления»: what waits to be read, and how it becomes read."""

import datetime as dt

import pytest
from django.urls import reverse

from admissions import deliveries, services
from admissions.models import Notice
from oqu.core.acting import Actor, acting
from staff.states import Role
from tests import factories as make
from tests.admissions.school.pages import text, url

PAGE = reverse("admissions:notifications")


def returned(school, director, comment="Проверьте адрес"):
    """An application the director returned, its executor told."""
    application = make.proposed(school)
    services.return_for_rework(uuid=application.uuid, comment=comment, by=director.actor, now=make.NOW)
    with acting(make.SYSTEM):
        deliveries.tell_returned({"application_id": application.pk, "round": 0}, make.NOW)
        return make.reload(application), Notice.objects.get(application=application).recipient


@pytest.fixture
def reader(school, director, sign_in):
    """The executor whose decision was returned."""
    application, person = returned(school, director)
    with acting(make.SYSTEM):
        membership = person.memberships.get(role=Role.EXECUTOR)
    browser = sign_in(membership)
    browser.application = application
    return browser


@pytest.mark.rule("R136", "R145", "R146")
def test_the_executor_reads_the_directors_words_and_goes_to_the_card(reader):
    answer = reader.get(PAGE)

    words = text(answer)
    assert "Уведомления, 1 новое" in words
    assert "Заявка №1 возвращена на доработку новое" in words
    assert "Проверьте адрес" in words
    assert url("card", reader.application) in answer.content.decode()


@pytest.mark.rule("R146")
def test_one_press_marks_all_as_read(reader):
    answer = reader.post(PAGE, follow=True)

    assert "1 новое" not in text(answer)
    assert "Отметить прочитанным" not in text(answer)
    assert "Проверьте адрес" in text(answer)


def test_somebody_elses_notifications_are_not_shown(reader, executor):
    assert "Пока нет уведомлений" in text(executor.get(PAGE))
    assert reader.get(PAGE).context["page"].paginator.count == 1


def test_days_stand_apart(reader, school, director):
    with acting(make.SYSTEM):
        Notice.objects.create(
            recipient_id=reader.actor.person_id,
            application=reader.application,
            code="returned",
            round=9,
            created_at=make.NOW - dt.timedelta(days=1),
        )

    days = [day for day, _entries in reader.get(PAGE).context["days"]]

    assert days == [dt.date(2026, 5, 12), dt.date(2026, 5, 11)]


@pytest.mark.rule("R144")
def test_a_parent_reads_that_the_decision_is_signed(sign_in, school):
    application = make.submitted(school)
    with acting(make.SYSTEM):
        Notice.objects.create(
            recipient_id=application.applicant_id,
            application=application,
            code="arrived",
            created_at=make.NOW,
        )

    answer = sign_in(person=application.applicant).get(PAGE)

    assert application.reference in text(answer)
    assert reverse("admissions:application", args=[application.uuid]) in answer.content.decode()


def test_more_notices_cost_no_more_queries(reader, school, same_query_count):
    def grow():
        with acting(make.SYSTEM):
            for number in range(4):
                Notice.objects.create(
                    recipient_id=reader.actor.person_id,
                    application=reader.application,
                    code="returned",
                    round=number + 1,
                    created_at=make.NOW,
                )

    same_query_count(lambda: reader.get(PAGE), grow)


@pytest.mark.rule("R145")
def test_of_a_final_application_the_executor_keeps_the_words_without_a_link(reader):
    services.withdraw(
        uuid=reader.application.uuid, by=Actor.parent(reader.application.applicant_id), now=make.NOW
    )

    answer = reader.get(PAGE)

    assert "Проверьте адрес" in text(answer)
    assert url("card", reader.application) not in answer.content.decode()


@pytest.mark.rule("R170")
def test_the_notice_of_a_refusal_carries_the_reason(sign_in, school):
    application = make.proposed(school, refuse=True)
    with acting(make.SYSTEM):
        Notice.objects.create(
            recipient_id=application.applicant_id, application=application, code="signed", created_at=make.NOW
        )

    assert "Переполненность класс-комплектов." in text(sign_in(person=application.applicant).get(PAGE))
