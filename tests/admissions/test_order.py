"""Strictly in the order of arrival (R105-R108)."""

import datetime as dt

import pytest
from django.utils import translation

from admissions import errors, services
from admissions.states import Status
from oqu.core.checks import queue_scope_is_known
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_numbers_follow_the_order_of_arrival():
    school = make.school()

    first, second = make.submitted(school), make.submitted(school, moment=make.NOW + dt.timedelta(minutes=5))

    assert (first.number, second.number) == (1, 2)
    assert first.received_at < second.received_at


@pytest.mark.rule("R106", "R105")
class TestOutOfOrder:
    def test_a_later_application_cannot_be_accepted(self):
        school = make.school()
        first, second = make.submitted(school), make.submitted(school)

        with pytest.raises(errors.OrderViolated) as refused:
            services.accept(uuid=second.uuid, by=make.executor(school), now=make.NOW)

        assert refused.value.context["blocking"] == first.reference
        assert make.status_of(second) == Status.ON_REVIEW

    def test_nor_refused(self):
        school = make.school()
        make.submitted(school)
        second = make.submitted(school)

        with pytest.raises(errors.OrderViolated):
            services.refuse(uuid=second.uuid, reason="classes_full", by=make.executor(school), now=make.NOW)

    def test_not_by_the_director_either(self):
        school = make.school()
        make.submitted(school)
        second = make.submitted(school)

        with pytest.raises(errors.OrderViolated):
            services.accept(uuid=second.uuid, by=make.director(school), now=make.NOW)

    def test_the_words_are_the_manuals(self):
        with translation.override("ru"):
            assert str(errors.OrderViolated()) == (
                "Нарушена очередность, есть более ранние заявки в статусе «На проверке»"
            )


@pytest.mark.rule("R108", "R136")
def test_a_returned_application_blocks_later_ones_again():
    school = make.school()
    first = make.proposed(school)
    second = make.submitted(school)
    services.return_for_rework(uuid=first.uuid, comment="Нет справки", by=make.director(school), now=make.NOW)

    with pytest.raises(errors.OrderViolated):
        services.accept(uuid=second.uuid, by=make.executor(school), now=make.NOW)


@pytest.mark.rule("R185")
def test_an_application_that_waits_for_the_signature_blocks_nobody():
    school = make.school()
    make.proposed(school)
    second = make.submitted(school)

    services.accept(uuid=second.uuid, by=make.executor(school), now=make.NOW)

    assert make.status_of(second) == Status.ON_SIGNING


class TestScope:
    """One line of the whole school, or one of each language of study in it (A16)."""

    @pytest.fixture
    def other_language(self):
        """The second of a school, the first of its language."""
        school = make.school()
        make.limit(school, language="ru")
        make.submitted(school)
        return make.submitted(school, language="ru")

    def test_in_the_line_of_the_school_it_waits(self, settings, other_language):
        settings.QUEUE_SCOPE = "school"

        with pytest.raises(errors.OrderViolated):
            refuse(other_language)

    def test_in_the_line_of_the_parallel_it_is_next(self, settings, other_language):
        settings.QUEUE_SCOPE = "parallel"

        refuse(other_language)

        assert make.status_of(other_language) == Status.ON_SIGNING

    def test_in_the_line_of_the_parallel_the_order_is_as_strict(self, settings, other_language):
        settings.QUEUE_SCOPE = "parallel"
        later = make.submitted(other_language.school, language="ru")

        with pytest.raises(errors.OrderViolated) as refused:
            refuse(later)

        assert refused.value.context["blocking"] == other_language.reference

    @pytest.mark.parametrize(("scope", "found"), [("school", []), ("parallel", []), ("class", ["oqu.E010"])])
    def test_another_word_stops_the_portal(self, settings, scope, found):
        settings.QUEUE_SCOPE = scope

        assert [error.id for error in queue_scope_is_known()] == found


def refuse(application):
    by = make.executor(application.school)
    return services.refuse(uuid=application.uuid, reason="classes_full", by=by, now=make.NOW)
