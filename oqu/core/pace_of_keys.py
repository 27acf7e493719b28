"""How often one sender may begin something, where each try carries a key: what repeats a key begins nothing new."""

import datetime as dt
import functools
import logging
import time

import redis
from django.conf import settings

from oqu.core.pace import TooFast

logger = logging.getLogger(__name__)

# The keys of the sender's last stretch of time stand in one sorted set, so that looking, counting and adding
# are one step. Answers the seconds to wait, or 0.
_COUNT = """
    local now, within, times = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
    redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - within)
    if redis.call('ZSCORE', KEYS[1], ARGV[1]) then return 0 end
    if redis.call('ZCARD', KEYS[1]) >= times then
        local oldest = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')[2]
        return math.max(1, math.ceil(oldest + within - now))
    end
    redis.call('ZADD', KEYS[1], now, ARGV[1])
    redis.call('EXPIRE', KEYS[1], within)
    return 0
"""


@functools.cache
def _counter(url: str) -> redis.commands.core.Script:
    server = redis.Redis.from_url(url, socket_timeout=1, socket_connect_timeout=1)
    return server.register_script(_COUNT)


def keep_pace_of_keys(what: str, sender: str, key: str, *, times: int, within: dt.timedelta) -> None:
    """
    At most `times` different keys of `sender` in any stretch of `within`; a known key passes however often.

    Without Valkey everybody passes, as in `keep_pace`.

    :raises TooFast: with `seconds` to wait; the key is not counted
    """
    name = f"oqu:pace-of-keys:{what}:{sender}"
    try:
        told = _counter(settings.REDIS_URL)(
            keys=[name], args=[key, time.time(), int(within.total_seconds()), times]
        )
    except redis.RedisError:
        logger.warning("pace: nobody counts, everybody passes")
        return
    if told:
        raise TooFast(seconds=int(told))
