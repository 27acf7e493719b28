"""«Обновить»: what the register changed comes, by its codes; what cannot be taken changes nothing."""

import datetime as dt

import pytest
from django.urls import reverse

from microdistrict import selectors, services
from microdistrict.models import Building, RegisterRefresh, Street
from oqu.core import clock
from oqu.core.errors import Forbidden
from oqu.demo.addresses import take_town
from oqu.outbox.models import Lane, Parcel
from oqu.outbox.services import deliver
from oqu.world import SETTLEMENT
from tests import factories as make

pytestmark = [pytest.mark.rule("R92"), pytest.mark.usefixtures("sandbox", "system")]


@pytest.fixture
def school(make_school):
    take_town()
    return make_school("032")


@pytest.fixture
def press(school):
    """The director presses, the worker works; what came of it."""
    director = make.director(school)

    def press():
        now = clock.now()
        asked = services.ask_refresh(school_id=school.pk, by=director, now=now)
        deliver(Lane.WORKER, now=now + dt.timedelta(seconds=1))
        return RegisterRefresh.objects.get(pk=asked.pk)

    return press


def rows():
    return list(Street.objects.order_by("pk").values()), list(Building.objects.order_by("pk").values())


class TestTaken:
    def test_what_the_akimat_changed_and_a_second_time_nothing(self, press, sandbox):
        press()
        sandbox.http.post(
            "/address-register/rename/", data={"street": "900033", "name_rus": "Светлый", "name_kaz": "Жарық"}
        )
        sandbox.http.post("/address-register/houses/add/", data={"street": "900033", "number": "77А"})
        sandbox.http.post("/address-register/houses/end/", data={"street": "900033", "number": "8"})
        first = press()
        assert (first.outcome, first.changed >= 3) == ("taken", True)
        street = Street.objects.get(register_id="G900033")
        assert (street.name_ru, street.name_kk) == ("Светлый", "Жарық")
        assert selectors.find_building(street, "77 а").is_actual
        assert not selectors.find_building(street, "8").is_actual
        assert [found.name_ru for found in selectors.search_streets(SETTLEMENT.kato, "тихий")] == ["Светлый"]
        assert press().changed == 0

    def test_asks_from_the_last_time_on_only(self, press):
        first = press()
        second = press()
        assert (first.outcome, second.outcome) == ("taken", "taken")
        assert second.asked_at > first.asked_at


class TestNotTaken:
    @pytest.mark.parametrize(
        ("fault", "outcome"),
        [("down", "unavailable"), ("wrong_data", "unavailable"), ("wrong_rows", "refused")],
    )
    def test_changes_nothing_and_is_told(self, press, sandbox, fault, outcome):
        before = rows()
        with sandbox.fault("addresses", fault):
            assert press().outcome == outcome
        assert rows() == before
        assert not Parcel.objects.filter(kind="refresh_addresses", delivered_at=None).exists()


class TestAsking:
    def test_one_at_a_time_for_a_settlement(self, school, make_school):
        now = clock.now()
        first = services.ask_refresh(school_id=school.pk, by=make.director(school), now=now)
        other = make_school("084")
        second = services.ask_refresh(school_id=other.pk, by=make.director(other), now=now)
        assert first == second
        assert Parcel.objects.filter(kind="refresh_addresses").count() == 1

    def test_not_by_an_executor_and_not_for_another_school(self, school, make_school):
        for stranger in (make.executor(school), make.director(make_school("084"))):
            with pytest.raises(Forbidden):
                services.ask_refresh(school_id=school.pk, by=stranger, now=clock.now())

    def test_a_settlement_that_nobody_imported(self, make_school):
        school = make_school("032", settlement_kato="116653100")
        with pytest.raises(services.UnknownSettlement):
            services.ask_refresh(school_id=school.pk, by=make.director(school), now=clock.now())


def test_the_page_waits_and_then_tells(client, school):
    member = make.member(school, make.Role.OSO_STAFF)
    client.force_login(member.person)
    session = client.session
    session["role"] = str(member.pk)
    session.save()
    address = reverse("microdistrict:refresh")
    client.post(address)
    assert client.get(reverse("microdistrict:list")).context["refresh"].is_under_way
    assert client.get(address, headers={"HX-Request": "true"}).status_code == 204
    deliver(Lane.WORKER, now=clock.now())
    assert client.get(address, headers={"HX-Request": "true"})["HX-Redirect"] == reverse("microdistrict:list")
    assert client.get(address).status_code == 302
    assert client.get(reverse("microdistrict:list")).context["refresh"].is_taken
