"""Class limits for programs: what the screens do, by the same services."""

import pytest

from limits.models import ClassLimit
from oqu import world
from oqu.core.acting import acting
from staff.states import Role
from tests import factories
from tests.api.conftest import token_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]
LIMITS = "/api/v1/limits/"
KAZAKH = f"{LIMITS}2026-2027/kk/"


@pytest.fixture
def school():
    factories.campaign()
    return factories.school(bin=world.SCHOOLS[0].bin)


@pytest.fixture
def director(school):
    return token_of(factories.member(school, Role.DIRECTOR))


def put(client, path=KAZAKH, **told):
    return client.put(path, told, format="json")


@pytest.mark.rule("R56", "R57", "R59", "R65")
def test_limits_of_the_own_school(school, director):
    factories.limit(school, total=85, used=70, outside_used=21)
    factories.limit(factories.school())

    [limit] = director.get(LIMITS).json()

    assert (limit["school_year"], limit["language"], limit["total"]) == ("2026-2027", "kk", 85)
    assert (limit["inside_quota"], limit["outside_quota"], limit["inside_used"]) == (64, 21, 49)
    assert director.get(KAZAKH).json() == limit


@pytest.mark.rule("R58", "R78")
def test_a_parallel_is_stated_and_changed(director):
    stated = put(director, total=85, class_count=4)
    changed = put(director, total=100, class_count=4, version=stated.json()["version"])

    assert (stated.status_code, stated.json()["outside_quota"], stated.json()["source"]) == (
        200,
        21,
        "school",
    )
    assert (changed.status_code, changed.json()["total"]) == (200, 100)


@pytest.mark.rule("R56")
def test_an_executor_may_not(school):
    executor = token_of(factories.member(school, Role.EXECUTOR))

    for answer in (
        executor.get(LIMITS),
        put(executor, total=1, class_count=1),
        executor.post(f"{LIMITS}nobd/"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (403, "core.forbidden")


@pytest.mark.rule("R75", "R76", "R77")
@pytest.mark.parametrize(
    ("path", "told", "status", "code"),
    [
        (KAZAKH, {"total": 29, "class_count": 2, "version": 1}, 409, "limits.below_taken"),
        (KAZAKH, {"total": 50, "class_count": 2, "version": 7}, 409, "limits.changed_meanwhile"),
        (KAZAKH, {"total": 50, "class_count": 2}, 409, "limits.parallel_exists"),
        (KAZAKH, {"total": 0, "class_count": 2}, 400, "limits.impossible_seats"),
        (KAZAKH, {"total": 10**12, "class_count": 2}, 400, "limits.impossible_seats"),
        (KAZAKH, {"total": 50, "class_count": -1}, 400, "limits.impossible_classes"),
        (KAZAKH, {"total": 5, "class_count": 6}, 400, "limits.more_classes_than_seats"),
        (KAZAKH, {"total": "сто", "class_count": 2}, 400, "core.invalid_input"),
        (f"{LIMITS}2026-2027/en/", {"total": 50, "class_count": 2}, 400, "limits.unknown_language"),
        (f"{LIMITS}2026-2028/kk/", {"total": 50, "class_count": 2}, 400, "limits.year_misspelt"),
        (f"{LIMITS}2031-2032/kk/", {"total": 50, "class_count": 2}, 409, "limits.year_not_opened"),
        (f"{LIMITS}2020-2021/kk/", {"total": 50, "class_count": 2}, 409, "limits.year_is_past"),
        (f"{LIMITS}2026-2027/uz/", {"total": 50, "class_count": 2, "version": 1}, 404, "core.not_found"),
    ],
)
def test_each_mistake_has_its_code(school, director, path, told, status, code):
    factories.limit(school, total=40, used=30)

    answer = put(director, path, **told)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert ClassLimit.objects.get().total == 40


def test_a_parallel_that_is_not_there(director):
    assert director.get(KAZAKH).status_code == 404


@pytest.mark.rule("R63")
def test_loading_from_nobd_tells_what_waits_for_the_school(sandbox, school, director):
    put(director, total=90, class_count=4)

    told = director.post(f"{LIMITS}nobd/").json()

    assert (told["created"], told["changed"], len(told["skipped"])) == (1, 0, 2)
    [conflict] = told["conflicts"]
    assert (conflict["language"], conflict["total"], conflict["code"]) == (
        "kk",
        100,
        "limits.stated_by_school",
    )
    with acting(factories.SYSTEM):
        assert ClassLimit.objects.get(language="kk").total == 90


def test_queries_do_not_grow(school, director, same_query_count):
    factories.limit(school)

    def grow():
        for language in ("ru", "uz", "ug", "tg"):
            factories.limit(school, language=language)

    same_query_count(lambda: director.get(LIMITS), grow)
