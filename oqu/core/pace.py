"""How often one sender may ask: counted in Valkey in one step, so that many at once get no more than one after another."""

import datetime as dt
import functools
import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from throttled import RateLimiterType, Throttled, per_duration
from throttled.exceptions import StoreUnavailableError
from throttled.store import RedisStore

from oqu.core.errors import DomainError
from oqu.core.origin import current_origin

logger = logging.getLogger(__name__)
View = Callable[..., HttpResponse]


class TooFast(DomainError):
    code = "core.too_fast"
    message = _("Too many requests at once. Wait %(seconds)s seconds and try again; nothing is lost.")
    http_status = 429


@functools.cache
def _store(url: str) -> RedisStore:
    return RedisStore(server=url, options={"SOCKET_TIMEOUT": 1, "SOCKET_CONNECT_TIMEOUT": 1})


def keep_pace(what: str, sender: str, *, times: int, within: dt.timedelta) -> None:
    """
    Count one request of `sender`; at most `times` in any stretch of `within`, evenly refilled.

    Without Valkey everybody passes: it guards against haste, never rights or places.

    :param sender: an account or an address, never personal data
    :raises TooFast: with `seconds` to wait
    """
    limiter = Throttled(
        using=RateLimiterType.GCRA.value,
        quota=per_duration(within, limit=times, burst=times),
        store=_store(settings.REDIS_URL),
        key_prefix=f"oqu:pace:{what}",
    )
    try:
        told = limiter.limit(sender)
    except StoreUnavailableError:
        logger.warning("pace: nobody counts, everybody passes")
        return
    if told.limited:
        raise TooFast(seconds=max(1, round(told.state.retry_after)))


def paced(what: str, *, times: int, within: dt.timedelta) -> Callable[[View], View]:
    """
    For a view: by account where somebody has signed in, else by address.

    A school or a family behind one address shares it, so limits of public pages are generous.
    """

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            account = request.user.pk if request.user.is_authenticated else None
            sender = f"person/{account}" if account else f"address/{current_origin().ip}"
            keep_pace(what, sender, times=times, within=within)
            return view(request, *args, **kwargs)

        return counted

    return decorate
