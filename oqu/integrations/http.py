"""How every client speaks HTTP: five seconds, two retries when no connection comes about, nothing logged."""

import json
from collections.abc import Callable
from functools import cache
from threading import Lock
from typing import Any, ParamSpec, TypeVar

import httpx

TIMEOUT_SECONDS = 5.0
CONNECT_RETRIES = 2

ClientT = TypeVar("ClientT")
Settings = ParamSpec("Settings")


class UnreadableAnswer(Exception):
    """The other side answered something that is not a JSON object."""


def kept(make: Callable[Settings, ClientT]) -> Callable[Settings, ClientT]:
    """One client per address in a process, also when the first threads come for it at the same moment."""
    one_each, lock = cache(make), Lock()

    def get(*args: Settings.args, **kwargs: Settings.kwargs) -> ClientT:
        with lock:
            return one_each(*args, **kwargs)  # type: ignore[arg-type]

    return get


def new_client(base_url: str, *, token: str = "", timeout: float = TIMEOUT_SECONDS) -> httpx.Client:
    """
    A client that keeps its connections and is safe to share between threads.

    Only failed connections are tried again: a request that may have arrived is the caller's to repeat.
    An explicit transport also keeps proxy variables of the environment out.
    """
    return httpx.Client(
        base_url=base_url,
        timeout=timeout,
        transport=httpx.HTTPTransport(retries=CONNECT_RETRIES),
        headers={"Authorization": f"Bearer {token}"} if token else {},
    )


def json_object(response: httpx.Response) -> dict[str, Any]:
    """
    The JSON object of an answer.

    :raises UnreadableAnswer: the answer is something else
    """
    try:
        body = json.loads(response.content)
    except ValueError:
        raise UnreadableAnswer from None
    if not isinstance(body, dict):
        raise UnreadableAnswer
    return body
