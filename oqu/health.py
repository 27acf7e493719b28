"""Whether the portal lives and whether it can work; no details for strangers."""

import datetime as dt

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from admissions.selectors import last_verification
from oqu.core import clock
from oqu.outbox import heartbeats
from oqu.outbox.models import Parcel
from staff.middleware import manages_its_own_transactions

OLDEST_PARCEL = dt.timedelta(seconds=60)


@manages_its_own_transactions
@login_not_required
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """The process answers; it never asks the database."""
    return JsonResponse({"status": "ok"})


@manages_its_own_transactions
@login_not_required
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """503 when the database is down; broker, worker, beat, a slow outbox or a broken journal only degrade."""
    oldest = _oldest_parcel()
    if oldest is None:
        return JsonResponse({"status": "down", "database": False}, status=503)
    checks = {"database": True, "broker": _broker_answers()}
    for name in ("worker", "renderer", "beat"):
        checks[name] = checks["broker"] and heartbeats.is_alive(name)
    checks["outbox"] = oldest < OLDEST_PARCEL
    checks["journal"] = _journal_is_whole()
    status = "ok" if all(checks.values()) else "degraded"
    return JsonResponse({"status": status, "outbox_age_seconds": int(oldest.total_seconds()), **checks})


def _oldest_parcel() -> dt.timedelta | None:
    """The age of the parcel that waits longest, zero without one, None without a database."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = '500ms'")
            waiting = Parcel.objects.filter(delivered_at__isnull=True, attempts=0)
            first = waiting.order_by("run_at").values_list("run_at", flat=True).first()
            cursor.execute("RESET statement_timeout")
    except DatabaseError:
        return None
    return clock.now() - first if first else dt.timedelta()


def _journal_is_whole() -> bool:
    """What the last nightly verification said; nothing yet is no alarm."""
    last = last_verification()
    return last is None or last.is_clean


def _broker_answers() -> bool:
    try:
        cache.set("health", "1", 5)
    except Exception:
        return False
    return True
