"""Signs of life in the cache: the worker's own pulse, and beat's tick as the worker receives it."""

import datetime as dt
from typing import Any

from celery.signals import heartbeat_sent
from django.core.cache import cache

from oqu.core import clock

KEPT_SECONDS = 300
ALIVE = dt.timedelta(seconds=30)


def beat(name: str) -> None:
    cache.set(f"heartbeat:{name}", clock.now().isoformat(), KEPT_SECONDS)


def is_alive(name: str) -> bool:
    """Whether the process gave a sign within the last half minute."""
    last = cache.get(f"heartbeat:{name}")
    return bool(last) and clock.now() - dt.datetime.fromisoformat(last) < ALIVE


@heartbeat_sent.connect
def _worker_pulse(sender: Any, **_: object) -> None:
    beat(str(sender.eventer.hostname).partition("@")[0])
