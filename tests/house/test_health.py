"""Whether the portal lives and whether it can work."""

import pytest
from django.core.cache import cache
from django.test import override_settings

from oqu.core import clock
from oqu.core.acting import acting
from oqu.outbox import heartbeats, services
from tests import factories as make

pytestmark = pytest.mark.django_db


def ready(client):
    answer = client.get("/health/ready")
    return answer.status_code, answer.json()


def test_living_asks_nobody(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/health/live").json() == {"status": "ok"}


def test_everything_works(client):
    for name in ("worker", "renderer", "beat"):
        heartbeats.beat(name)

    assert ready(client)[1]["status"] == "ok"


@pytest.mark.parametrize("missing", ["worker", "renderer", "beat"])
def test_a_silent_process_degrades(client, missing):
    for name in {"worker", "renderer", "beat"} - {missing}:
        heartbeats.beat(name)

    status, told = ready(client)

    assert (status, told["status"], told[missing]) == (200, "degraded", False)


def test_an_old_sign_of_life_is_none(client):
    with clock.stopped_at(make.NOW):
        heartbeats.beat("worker")

    assert ready(client)[1]["worker"] is False


def test_a_parcel_nobody_takes_degrades(client):
    with acting(make.SYSTEM):
        services.put("test", {}, dedupe_key="x", now=make.NOW)

    status, told = ready(client)

    assert (status, told["outbox"]) == (200, False)


def test_a_broker_that_is_down_only_degrades(client):
    cache.close()
    down = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1",
        }
    }
    with override_settings(CACHES=down):
        status, told = ready(client)

    assert (status, told["status"], told["broker"]) == (200, "degraded", False)
