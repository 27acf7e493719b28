"""Answers kept for a moment. Losing them costs time and nothing else."""

import logging
from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)
Answer = TypeVar("Answer")


def remembered(key: str, make: Callable[[], Answer], *, seconds: int) -> Answer:
    """
    The answer of `make`, at most `seconds` old; made anew where nothing is kept or Valkey is away.

    For figures that are shown. What decides asks the database.
    """
    try:
        kept: Answer | None = cache.get(key)
    except RedisError:
        logger.warning("remembered: nobody keeps answers now")
        return make()
    if kept is not None:
        return kept
    answer = make()
    try:
        cache.set(key, answer, seconds)
    except RedisError:
        logger.warning("remembered: the answer was not kept")
    return answer
