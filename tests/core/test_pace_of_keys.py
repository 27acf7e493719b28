"""At most so many different keys of one sender, however many come at once; a known key always passes."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest

from oqu.core.pace import TooFast
from oqu.core.pace_of_keys import keep_pace_of_keys

MINUTE = dt.timedelta(minutes=1)


def refused(key: str, sender: str = "person/1", times: int = 5) -> bool:
    try:
        keep_pace_of_keys("tests", sender, key, times=times, within=MINUTE)
    except TooFast:
        return True
    return False


def test_exactly_the_limit_passes_of_many_at_once():
    with ThreadPoolExecutor(16) as pool:
        outcomes = list(pool.map(lambda number: refused(str(number)), range(224)))

    assert outcomes.count(False) == 5


def test_one_key_passes_however_often_and_however_parallel():
    with ThreadPoolExecutor(16) as pool:
        assert not any(pool.map(lambda _: refused("the key", times=1), range(224)))


def test_a_refused_key_is_not_known_afterwards():
    refused("first", times=1)

    assert [refused("second", times=1), refused("second", times=1)] == [True, True]


def test_each_sender_has_a_count_of_its_own():
    assert [refused("a", "person/1", times=1), refused("b", "person/2", times=1)] == [False, False]


def test_it_tells_how_long_to_wait():
    keep_pace_of_keys("tests", "person/1", "a", times=1, within=MINUTE)

    with pytest.raises(TooFast) as refusal:
        keep_pace_of_keys("tests", "person/1", "b", times=1, within=MINUTE)

    assert 50 < refusal.value.context["seconds"] <= 60


def test_without_a_counter_nobody_is_stopped(settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"

    assert not any(refused(str(number), times=1) for number in range(3))
