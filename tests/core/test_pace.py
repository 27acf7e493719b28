"""At most so many requests of one sender, however many come at once."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from oqu.core.origin import Origin, coming_from
from oqu.core.pace import TooFast, keep_pace, paced

HOUR = dt.timedelta(hours=1)


class Somebody:
    def __init__(self, pk: int | None) -> None:
        self.pk, self.is_authenticated = pk, pk is not None


def refused(sender: str = "person/1", times: int = 5) -> bool:
    try:
        keep_pace("tests", sender, times=times, within=HOUR)
    except TooFast:
        return True
    return False


def test_exactly_the_limit_passes_of_many_at_once():
    with ThreadPoolExecutor(16) as pool:
        outcomes = list(pool.map(lambda _: refused(), range(224)))

    assert outcomes.count(False) == 5


def test_each_sender_has_a_count_of_its_own():
    assert [refused("person/1", times=1), refused("person/2", times=1)] == [False, False]


def test_it_tells_how_long_to_wait():
    keep_pace("tests", "person/1", times=1, within=HOUR)

    with pytest.raises(TooFast) as refusal:
        keep_pace("tests", "person/1", times=1, within=HOUR)

    assert 3500 < refusal.value.context["seconds"] <= 3600
    assert str(refusal.value.context["seconds"]) in str(refusal.value)


def test_without_a_counter_nobody_is_stopped(settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"

    assert not any(refused(times=1) for _ in range(3))


@pytest.mark.parametrize(
    ("first", "second", "stopped"), [(1, 1, True), (1, 2, False), (None, None, True), (None, 1, False)]
)
def test_a_view_counts_accounts_and_else_addresses(first, second, stopped):
    @paced("tests", times=1, within=HOUR)
    def view(request) -> HttpResponse:
        return HttpResponse("there")

    def ask(who: int | None) -> HttpResponse:
        request = RequestFactory().get("/")
        request.user = Somebody(who)
        return view(request)

    with coming_from(Origin(ip="192.0.2.1")):
        ask(first)
        if not stopped:
            assert ask(second).content == b"there"
            return
        with pytest.raises(TooFast):
            ask(second)
