"""What is done after the commit."""

import datetime as dt
from typing import Any

from microdistrict import services
from oqu.outbox.services import handles


@handles("refresh_addresses")
def refresh_addresses(payload: dict[str, Any], now: dt.datetime) -> None:
    services.refresh_addresses(now=now, **payload)
