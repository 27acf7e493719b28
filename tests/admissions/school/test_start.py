"""The first page of each role: what to do now, and how things stand (S1)."""

import pytest
from django.urls import reverse

from oqu.core.acting import acting
from staff.models import School
from staff.states import Role
from tests import factories as make
from tests.admissions.school.pages import text

START = "/organization/"


def serve_a_street(school):
    make.served_street(school)


def confirm(director):
    with acting(director.actor):
        School.objects.get(pk=director.member.school_id).save()


@pytest.mark.parametrize("who", ["executor", "director", "oso"])
def test_everybody_of_a_school_begins_here(who, request):
    make.campaign()
    browser = request.getfixturevalue(who)

    assert browser.get("/").url == START
    assert browser.get(START).status_code == 200


def test_a_parent_has_no_such_page(sign_in):
    assert sign_in(person=make.person()).get(START).status_code == 403


@pytest.mark.rule("R2", "R3", "R6")
class TestPreparation:
    def test_a_new_school_has_four_tasks(self, director):
        make.campaign()

        answer = director.get(START)

        assert [task.is_done for task in answer.context["tasks"]] == [False] * 4
        assert "Выполнено: 0 из 4" in text(answer)
        assert text(answer).count("Осталось") == 4

    def test_each_is_done_by_its_own_deed(self, director, school):
        make.campaign()
        deeds = [
            lambda: make.member(school, Role.EXECUTOR),
            lambda: make.limit(school),
            lambda: serve_a_street(school),
        ]
        for done, deed in enumerate(deeds, start=1):
            deed()
            states = [task.is_done for task in director.get(START).context["tasks"]]
            assert states == [True] * done + [False] * (4 - done)

        confirm(director)

        assert director.get(START).context["tasks"] == []
        assert "Подготовка к приёму" not in text(director.get(START))

    def test_a_parallel_without_its_number_of_seats_is_not_stated(self, director, school):
        make.campaign()
        make.limit(school, total=None)

        assert director.get(START).context["tasks"][1].is_done is False

    def test_what_the_ministry_wrote_is_not_confirmed(self, director, school):
        make.campaign()
        with acting(make.SYSTEM):
            School.objects.get(pk=school.pk).save()

        assert director.get(START).context["tasks"][3].is_done is False

    def test_the_work_goes_on_meanwhile(self, director, school):
        make.proposed(school)

        answer = director.get(START)

        assert answer.context["tasks"]
        assert "Перейти к подписанию" in text(answer)
        assert director.get(reverse("admissions:unprocessed")).status_code == 200


class TestExecutor:
    def test_is_led_to_the_next_in_line(self, executor, school):
        first = make.submitted(school)
        make.submitted(school)

        answer = executor.get(START)

        assert answer.context["next"] == first
        assert answer.context["work"].to_decide == 2
        assert reverse("admissions:card", args=[first.uuid]) in answer.content.decode()
        assert "Подготовка" not in text(answer)

    def test_an_empty_line(self, executor):
        make.campaign()

        assert "появятся здесь в порядке поступления" in text(executor.get(START))


class TestOso:
    @pytest.mark.rule("R36", "R42")
    def test_sees_numbers_and_no_child(self, oso, school):
        application = make.proposed(school, in_zone=True)

        answer = oso.get(START)
        words = text(answer)

        assert "Контингент первых классов" in words
        assert "1 улица, 1 адрес" in words
        assert [each.seats.used for each in answer.context["seats"]] == [1]
        assert application.child_last_name not in words
        assert "gov-services" not in answer.content.decode()

    def test_an_empty_microdistrict_is_told(self, oso):
        make.campaign()

        assert "Без адресов" in text(oso.get(START))


@pytest.mark.parametrize("who", ["executor", "director", "oso"])
def test_queries_do_not_grow_with_applications(who, request, school, same_query_count):
    browser = request.getfixturevalue(who)
    make.submitted(school)

    same_query_count(lambda: browser.get(START), lambda: [make.submitted(school) for _ in range(3)])


@pytest.mark.parametrize("language", ["kk", "en"])
def test_in_other_languages(director, school, language, settings):
    make.submitted(school)
    director.cookies[settings.LANGUAGE_COOKIE_NAME] = language

    assert f'<html lang="{language}">' in director.get(START).content.decode()
