"""«Загрузить из НОБД»: one press, its answer as a page that can be acted on."""

import pytest

from limits import selectors, services
from limits.models import ClassLimit
from limits.services import Told
from oqu import world
from oqu.core.acting import acting
from oqu.core.errors import Forbidden
from oqu.integrations.nobd import NobdUnavailable, OrganisationNotFound
from staff.states import Role
from tests import factories as make

pytestmark = pytest.mark.django_db
PAGE = "/organization/class-limits/nobd/"
BIN = world.SCHOOLS[0].bin  # NOBD: Kazakh 100 in 4, Russian 40 in 2


@pytest.fixture(autouse=True)
def _running(sandbox):
    """The outside world answers."""


@pytest.fixture
def school():
    make.campaign()
    return make.school(bin=BIN)


def load(by):
    return services.load_from_nobd(by=by, now=make.NOW)


def stated(school, language="kk"):
    limit = ClassLimit.objects.get(school=school, language=language)
    return limit.total, limit.class_count


@pytest.mark.rule("R63", "R75")
def test_everything_comes_in_and_twice_is_once(school, director):
    first, second = load(director), load(director)

    assert (first.created, first.changed, first.conflicts) == (2, 0, [])
    assert (second.created, second.changed, second.unchanged) == (0, 0, 2)
    assert (stated(school), stated(school, "ru")) == ((100, 4), (40, 2))
    assert len(first.skipped) == 2  # NOBD also tells the year before, that is not opened here


def test_a_school_without_a_bin_is_told_so(director, school):
    with acting(make.SYSTEM):
        type(school).objects.update(bin=None)

    with pytest.raises(services.NoBin):
        load(director)


def test_a_school_that_nobd_does_not_know(director, school):
    with acting(make.SYSTEM):
        type(school).objects.update(bin="120941000775")

    with pytest.raises(OrganisationNotFound):
        load(director)


@pytest.mark.parametrize("fault", ["down", "wrong_data", "other_school"])
def test_a_silent_or_confused_nobd_changes_nothing(sandbox, director, fault):
    with sandbox.fault("nobd", fault), pytest.raises(NobdUnavailable):
        load(director)

    assert not ClassLimit.objects.exists()


@pytest.mark.rule("R56")
def test_executors_load_nothing(school):
    nowhere = make.Actor("school", make.person().pk, role=Role.DIRECTOR)
    for actor in (make.executor(school), make.SYSTEM, nowhere):
        with pytest.raises(Forbidden):
            load(actor)


class TestThePage:
    def test_a_press_loads_and_says_what_became_of_it(self, office, school):
        answer = office.post(PAGE, follow=True)

        assert answer.redirect_chain == [("/organization/class-limits", 302)]
        assert "Загружено из НОБД: новых 2, изменено 0" in answer.content.decode()
        assert "В НОБД те же числа" in office.post(PAGE, follow=True).content.decode()

    def test_a_difference_is_shown_with_both_numbers_and_two_ways_out(self, office, school, director):
        disagree(director)

        page = office.post(PAGE, follow=True)

        words = page.content.decode()
        assert page.redirect_chain == [(PAGE, 302)]
        assert "мест: 90, классов: 4" in words
        assert "мест: 100, классов: 4" in words
        assert "Взять числа НОБД" in words
        assert (
            "Числа НОБД и школы расходятся по 1 языку"
            in office.get("/organization/class-limits").content.decode()
        )

    def test_taking_those_of_nobd(self, office, school, director):
        disagree(director)
        office.post(PAGE)

        answer = office.post(
            "/organization/class-limits/2026-2027/kk/nobd/", {"decision": "take"}, follow=True
        )

        assert "Числа НОБД взяты" in answer.content.decode()
        assert stated(school) == (100, 4)

    def test_keeping_ones_own(self, office, school, director):
        disagree(director)
        office.post(PAGE)

        answer = office.post(
            "/organization/class-limits/2026-2027/kk/nobd/", {"decision": "keep"}, follow=True
        )

        assert "Числа школы остались" in answer.content.decode()
        assert "расходятся" not in answer.content.decode()
        assert stated(school) == (90, 4)

    @pytest.mark.rule("R76")
    def test_fewer_than_taken_can_only_be_kept(self, office, school):
        make.limit(school, total=150, used=120, source="nobd")
        office.post(PAGE)

        page = office.get(PAGE).content.decode()
        pressed = office.post(
            "/organization/class-limits/2026-2027/kk/nobd/", {"decision": "take"}, follow=True
        )

        assert "Уже принято: 120" in page
        assert "Взять числа НОБД" not in page
        assert "Уже принято: 120" in pressed.content.decode()
        assert stated(school) == (150, 2)

    def test_wrong_rows_are_named_and_nothing_is_taken(self, sandbox, office):
        with sandbox.fault("nobd", "wrong_rows"):
            answer = office.post(PAGE)

        words = answer.content.decode()
        assert answer.status_code == 422
        assert "ничего не загружено" in words
        assert "Строка 1: Нет такого языка обучения: «xx»" in words
        assert "Строка 3: seats_total: «много»" in words
        assert not ClassLimit.objects.exists()

    def test_a_silent_nobd_is_told_and_can_be_asked_again(self, sandbox, office):
        with sandbox.fault("nobd", "down"):
            answer = office.post(PAGE)

        assert answer.status_code == 503
        assert "НОБД сейчас не отвечает" in answer.content.decode()
        assert "Загрузить из НОБД" in answer.content.decode()

    @pytest.mark.parametrize("decision", ["", "both"])
    def test_another_word_decides_nothing(self, office, school, director, decision):
        disagree(director)
        office.post(PAGE)

        office.post("/organization/class-limits/2026-2027/kk/nobd/", {"decision": decision})

        assert waiting(director) == 1

    def test_a_difference_that_is_not_there(self, office):
        answer = office.post("/organization/class-limits/2026-2027/kk/nobd/", {"decision": "take"})

        assert answer.status_code == 404

    @pytest.mark.rule("R56")
    def test_the_passport_officer_may_and_the_executor_not(self, browser, school):
        assert browser(make.member(school, Role.OSO_STAFF)).get(PAGE).status_code == 200
        assert browser(make.member(school, Role.EXECUTOR)).post(PAGE).status_code == 403


def disagree(director):
    services.add_limit(school_year=make.YEAR, language="kk", told=Told(90, 4), by=director, now=make.NOW)


def waiting(director):
    with acting(director, read_only=True):
        return selectors.open_offer_count(director.school_id, on=make.NOW.date())
