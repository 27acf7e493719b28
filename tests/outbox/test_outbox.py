"""What must leave the house leaves it once, later, and never before the commit."""

import datetime as dt

import pytest
from django.db import transaction

from oqu.core.acting import Actor, acting
from oqu.outbox import services
from oqu.outbox.models import Lane, Parcel
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def delivered(monkeypatch):
    """Payloads that reached the handler of the kind "test"; "fail" in a payload makes it fail."""
    got = []

    def handler(payload, now):
        if payload.get("fail"):
            raise ConnectionError
        got.append(payload)

    monkeypatch.setitem(services._handlers, "test", handler)
    return got


def put(key, *, now=make.NOW, **payload):
    with acting(Actor.system("tests")):
        services.put("test", payload, dedupe_key=key, now=now)


def test_a_parcel_is_delivered_once(delivered):
    put("a", number=1)

    assert services.deliver(Lane.WORKER, now=make.NOW) == 1
    assert services.deliver(Lane.WORKER, now=make.NOW) == 0
    assert delivered == [{"number": 1}]


def test_the_same_key_is_put_once(delivered):
    put("a", number=1)
    put("a", number=1)

    services.deliver(Lane.WORKER, now=make.NOW)

    assert len(delivered) == 1


def test_what_is_rolled_back_never_leaves(delivered):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        put("a")
        raise ZeroDivisionError

    assert services.deliver(Lane.WORKER, now=make.NOW) == 0


def test_lanes_do_not_mix(delivered):
    put("a")

    assert services.deliver(Lane.RENDERER, now=make.NOW) == 0


class TestFailure:
    def test_does_not_stop_the_others(self, delivered):
        put("bad", fail=True)
        put("good", number=2)

        services.deliver(Lane.WORKER, now=make.NOW)

        assert delivered == [{"number": 2}]

    def test_is_tried_again_after_a_growing_pause(self, delivered):
        put("bad", fail=True)
        moment = make.NOW
        pauses = []
        for _ in range(12):
            services.deliver(Lane.WORKER, now=moment)
            parcel = Parcel.objects.get(dedupe_key="bad")
            pauses.append((parcel.run_at - moment).total_seconds())
            moment = parcel.run_at

        assert pauses[:3] == [2, 4, 8]
        assert max(pauses) == dt.timedelta(minutes=10).total_seconds()

    def test_keeps_only_the_kind_of_the_error(self, delivered):
        put("bad", fail=True)

        services.deliver(Lane.WORKER, now=make.NOW)

        assert Parcel.objects.get(dedupe_key="bad").last_error == "ConnectionError"
