"""A person keeps filters of the school's list: theirs only, in the words of the language they read."""

import pytest
from django.urls import reverse

from admissions.models import KeptFilter
from admissions.services._filters import KEPT_AT_MOST
from oqu.core.acting import acting
from staff.states import Role
from tests import factories as make
from tests.admissions.school.pages import text

LIST = reverse("admissions:unprocessed")
KEEP = reverse("admissions:keep-filter")


def keep(client, view="decide", **asked):
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return client.post(f"{KEEP}?{query}", {"view": view}, follow=True)


def kept(client):
    return client.get(LIST).context["kept"]


def test_what_is_filtered_can_be_kept_and_found_again(executor, school):
    make.submitted(school)
    make.submitted(school, in_zone=True)
    filtered = executor.get(LIST, {"view": "decide", "zone_type": "in_zone"})
    assert filtered.context["can_keep"]

    answer = keep(executor, zone_type="in_zone")

    [mine] = answer.context["kept"]
    assert (mine.words, mine.is_current) == ("Мне решить: По микроучастку", True)
    assert not answer.context["can_keep"]
    assert [row.application.number for row in executor.get(mine.url).context["rows"]] == [2]
    assert not executor.get(LIST).context["kept"][0].is_current


def test_its_words_are_said_in_the_language_of_the_moment(executor):
    keep(executor, language="kk")

    executor.cookies["oqu_lang"] = "kk"
    [mine] = kept(executor)

    assert mine.words == "Шешім күтеді: қазақ"


def test_kept_twice_it_stands_there_once(executor):
    for _ in range(2):
        keep(executor, language="kk")

    assert len(kept(executor)) == 1


@pytest.mark.parametrize("asked", [{}, {"language": "moon"}, {"next": "//elsewhere"}])
def test_what_filters_nothing_is_not_kept(executor, asked):
    answer = keep(executor, **asked)

    assert answer.redirect_chain[-1][0].startswith(LIST)
    assert kept(executor) == []


def test_it_can_be_forgotten(executor):
    [mine] = keep(executor, language="kk").context["kept"]

    executor.post(reverse("admissions:forget-filter", args=[mine.pk]))

    assert kept(executor) == []


def test_a_colleague_neither_sees_nor_forgets_it(executor, school, sign_in):
    [mine] = keep(executor, language="kk").context["kept"]
    colleague = sign_in(make.member(school, Role.EXECUTOR))

    assert kept(colleague) == []
    assert colleague.post(reverse("admissions:forget-filter", args=[mine.pk])).status_code == 404
    assert len(kept(executor)) == 1


@pytest.mark.rule("R45")
def test_who_sees_no_final_applications_keeps_no_filter_of_them(executor, director):
    assert keep(executor, view="processed", status="accepted").status_code == 403

    answer = keep(director, view="processed", status="accepted")

    assert [each.words for each in answer.context["kept"]] == ["Обработанные: Принято"]


def test_there_is_no_such_list(executor):
    assert keep(executor, view="moon", language="kk").status_code == 404


def test_ten_are_enough(executor):
    for number in range(KEPT_AT_MOST):
        keep(executor, q=number + 1)

    answer = keep(executor, q=KEPT_AT_MOST + 1)

    assert "Сохранено уже 10 фильтров" in text(answer)
    with acting(make.SYSTEM):
        assert KeptFilter.objects.count() == KEPT_AT_MOST
    assert "Сохранено уже" not in text(keep(executor, q=1))
