"""The one place that reads the clock. Rules get `now` as an argument; only edges call this."""

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from zoneinfo import ZoneInfo

ALMATY = ZoneInfo("Asia/Almaty")

# A rehearsal starts every process with the same offset; tests move the clock of their own process.
_OFFSET = dt.timedelta(seconds=float(os.environ.get("OQU_CLOCK_OFFSET_SECONDS", "0")))
_stopped_at: ContextVar[dt.datetime | None] = ContextVar("stopped_at", default=None)


def now() -> dt.datetime:
    """The present moment, aware, in UTC."""
    return _stopped_at.get() or dt.datetime.now(dt.UTC) + _OFFSET


def today() -> dt.date:
    """The present day in Almaty."""
    return now().astimezone(ALMATY).date()


@contextmanager
def stopped_at(moment: dt.datetime) -> Iterator[None]:
    """Within the block `now()` is this aware moment."""
    token = _stopped_at.set(moment.astimezone(dt.UTC))
    try:
        yield
    finally:
        _stopped_at.reset(token)
