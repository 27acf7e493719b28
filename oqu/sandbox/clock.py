"""
The sandbox's clock. A test moves it for one request with the header `X-Sandbox-Ahead: SECONDS`.

The header makes an expired code a matter of a request, not of waiting five minutes; a rehearsal moves
every process at once with OQU_CLOCK_OFFSET_SECONDS.
"""

import datetime as dt
import os
from contextvars import ContextVar

_OFFSET = dt.timedelta(seconds=float(os.environ.get("OQU_CLOCK_OFFSET_SECONDS", "0")))
ahead: ContextVar[dt.timedelta] = ContextVar("ahead", default=dt.timedelta())


def now() -> dt.datetime:
    """The present moment, aware, in UTC."""
    return dt.datetime.now(dt.UTC) + _OFFSET + ahead.get()
