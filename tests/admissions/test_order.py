"""Strictly in the order of arrival (R105-R108)."""

import datetime as dt

import pytest
from django.utils import translation

from admissions import errors, services
from admissions.states import Status
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
