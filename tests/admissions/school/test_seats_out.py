"""The acceptance that takes the last seat tells the school so, in the hour in which it happens (R127)."""

import pytest
from django.urls import reverse

from admissions import deliveries, services
from admissions.models import Notice
from limits.policies import Seats, SeatsEnd, StaticQuarter, ZoneType
from oqu.core import clock
from oqu.core.acting import acting
from oqu.outbox.models import Lane
from oqu.outbox.services import deliver
from staff.states import Role
from tests import factories as make
from tests.admissions.school.pages import text

PAGE = reverse("admissions:notifications")
IN_ZONE, OUTSIDE = ZoneType.IN_ZONE, ZoneType.OUT_OF_ZONE


@pytest.mark.rule("R127", "R128")
@pytest.mark.parametrize(
    ("total", "used", "outside_used", "zone", "end"),
    [
        (8, 7, 1, IN_ZONE, None),
        (8, 8, 1, IN_ZONE, SeatsEnd.TOTAL),
        (8, 8, 1, OUTSIDE, SeatsEnd.TOTAL),
        (8, 8, 2, OUTSIDE, SeatsEnd.TOTAL),
        (8, 9, 1, IN_ZONE, None),
        (8, 5, 1, OUTSIDE, None),
        (8, 5, 2, OUTSIDE, SeatsEnd.OUTSIDE),
        (8, 5, 2, IN_ZONE, None),
        (None, 1, 0, IN_ZONE, None),
    ],
)
def test_which_limit_a_child_used_up(total, used, outside_used, zone, end):
    assert Seats(total, used, outside_used, StaticQuarter()).ended_by(zone) is end


def accepted(school, **facts):
    application = make.submitted(school, **facts)
    services.accept(uuid=application.uuid, by=make.executor(school), now=make.NOW)
    deliver(Lane.WORKER, now=clock.now())
    return application


def codes_told_to(person_id: int) -> list[str]:
    ends = [end.value for end in SeatsEnd]
    with acting(make.SYSTEM):
        rows = Notice.objects.filter(recipient_id=person_id, code__in=ends)
        return list(rows.order_by("id").values_list("code", flat=True))


@pytest.fixture
def seats(school):
    return make.limit(school, total=4)


@pytest.mark.usefixtures("seats")
class TestTheLastSeatOutside:
    @pytest.mark.rule("R127")
    def test_the_executor_goes_to_those_who_can_only_be_refused(self, school, executor):
        accepted(school)
        waits = make.submitted(school)

        answer = executor.get(PAGE)

        words = text(answer)
        assert "Лимит вне микроучастка исчерпан: казахский" in words
        assert "Заявки вне микроучастка теперь можно только отклонить." in words
        [[told]] = [entries for _, entries in answer.context["days"]]
        assert f"№{waits.number}" in text(executor.get(told.words.url)).replace(" ", "").replace("\xa0", "")

    @pytest.mark.rule("R127")
    def test_the_director_goes_to_the_limits(self, school, director):
        accepted(school)

        assert f'href="{reverse("limits:list")}"' in director.get(PAGE).content.decode()

    def test_a_child_of_the_microdistrict_ends_nothing(self, school, executor):
        accepted(school, in_zone=True)

        assert codes_told_to(executor.actor.person_id) == []

    def test_it_is_told_again_when_it_ends_again(self, school, executor, director):
        application = accepted(school)
        services.return_for_rework(uuid=application.uuid, comment="Ещё раз", by=director.actor, now=make.NOW)
        services.accept(uuid=application.uuid, by=make.executor(school), now=make.NOW)
        deliver(Lane.WORKER, now=clock.now())

        assert codes_told_to(executor.actor.person_id) == [SeatsEnd.OUTSIDE] * 2

    def test_delivered_twice_it_is_told_once(self, school, executor):
        application = accepted(school)
        with acting(make.SYSTEM):
            payload = {"application_id": application.pk, "code": SeatsEnd.OUTSIDE.value, "round": 0}
            deliveries.tell_seats_out(payload, make.NOW)

        assert codes_told_to(executor.actor.person_id) == [SeatsEnd.OUTSIDE]

    def test_another_school_hears_nothing(self, school, sign_in):
        stranger = sign_in(make.member(make.school(), Role.EXECUTOR))
        accepted(school)

        assert codes_told_to(stranger.actor.person_id) == []


@pytest.mark.rule("R127", "R128")
def test_the_last_seat_of_all(school, executor):
    make.limit(school, total=1)
    accepted(school, in_zone=True)
    accepted(school, in_zone=True)

    words = text(executor.get(PAGE))

    assert "Общий лимит исчерпан: казахский" in words
    assert "Детей по микроучастку по-прежнему принимают, сверх лимита." in words
    assert codes_told_to(executor.actor.person_id) == [SeatsEnd.TOTAL]
