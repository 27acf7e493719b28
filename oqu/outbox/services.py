"""Putting parcels and delivering them."""

import datetime as dt
import logging
from collections.abc import Callable
from typing import Any

from django.db import transaction

from oqu.core.acting import Actor, acting
from oqu.outbox.models import Lane, Parcel

logger = logging.getLogger(__name__)

Handler = Callable[[dict[str, Any], dt.datetime], None]
_handlers: dict[str, Handler] = {}

LONGEST_PAUSE = dt.timedelta(minutes=10)


def handles(kind: str) -> Callable[[Handler], Handler]:
    """Register the function that delivers parcels of this kind. It gets (payload, now) and is idempotent."""

    def register(handler: Handler) -> Handler:
        _handlers[kind] = handler
        return handler

    return register


def put(
    kind: str, payload: dict[str, Any], *, dedupe_key: str, now: dt.datetime, lane: Lane = Lane.WORKER
) -> None:
    """Leave a parcel in the present transaction; the same `dedupe_key` again changes nothing."""
    parcel = Parcel(lane=lane, kind=kind, payload=payload, dedupe_key=dedupe_key, created_at=now, run_at=now)
    Parcel.objects.bulk_create([parcel], ignore_conflicts=True)


def deliver(lane: Lane, *, now: dt.datetime, at_most: int = 100) -> int:
    """
    Deliver what waits in a lane, each parcel in its own transaction; returns how many left.

    Several workers may run this at once: a parcel in somebody's hands is skipped. One that fails
    stays, and is tried again after a pause that doubles up to ten minutes.
    """
    delivered = 0
    for _ in range(at_most):
        with acting(Actor.system(lane)):
            parcel = (
                Parcel.objects.select_for_update(skip_locked=True)
                .filter(lane=lane, delivered_at__isnull=True, run_at__lte=now)
                .order_by("run_at", "id")
                .first()
            )
            if parcel is None:
                return delivered
            delivered += _deliver_one(parcel, now)
    return delivered


def _deliver_one(parcel: Parcel, now: dt.datetime) -> int:
    try:
        with transaction.atomic():
            _handlers[parcel.kind](parcel.payload, now)
    except Exception as exc:
        logger.warning("parcel %s (%s) failed: %s", parcel.pk, parcel.kind, type(exc).__name__)
        parcel.attempts += 1
        parcel.last_error = type(exc).__name__
        parcel.run_at = now + min(dt.timedelta(seconds=2**parcel.attempts), LONGEST_PAUSE)
        parcel.save(update_fields=["attempts", "last_error", "run_at"])
        return 0
    parcel.delivered_at = now
    parcel.save(update_fields=["delivered_at"])
    return 1
