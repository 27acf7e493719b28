"""Where a request comes from: every audit row it leads to carries its number and the sender's address (R162)."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network


@dataclass(frozen=True, repr=False)
class Origin:
    """`ip` is "" where nobody's address is known; it goes into the audit and never into a log."""

    request_id: str = ""
    ip: str = ""


_current: ContextVar[Origin] = ContextVar("origin", default=Origin())  # noqa: B039 - frozen


def current_origin() -> Origin:
    """An empty one outside a request: a command, a worker."""
    return _current.get()


@contextmanager
def coming_from(origin: Origin) -> Iterator[None]:
    token = _current.set(origin)
    try:
        yield
    finally:
        _current.reset(token)


def sender_of(meta: Mapping[str, str], trusted: list[Network]) -> str:
    """
    The address nearest to us that is not one of our own proxies.

    Anybody can write X-Forwarded-For; only what a trusted proxy appended to it counts, read from the right.
    """
    hops = [*meta.get("HTTP_X_FORWARDED_FOR", "").split(","), meta.get("REMOTE_ADDR", "")]
    sender = ""
    for hop in reversed(hops):
        address = _address(hop)
        if address is None:
            break
        sender = str(address)
        if not any(address in network for network in trusted):
            break
    return sender


def _address(text: str) -> Address | None:
    try:
        address = ip_address(text.strip())
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address
