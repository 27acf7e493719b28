"""
File locks. The kernel gives them back when their holder dies, however it dies.

Three of them keep the embedded servers: `start.lock` is held while somebody starts or leaves,
`users.lock` is shared by everybody who needs the servers, `keeper.lock` belongs to the process
that runs them.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


def hold(file: Path, *, shared: bool = False) -> IO[bytes]:
    """Wait for the lock; it is held until the handle is closed."""
    handle = file.open("ab")
    fcntl.flock(handle, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
    return handle


def is_held(file: Path) -> bool:
    """Whether somebody holds it exclusively."""
    with file.open("ab") as handle:
        return not try_flock(handle, fcntl.LOCK_SH)


def become_only_holder(handle: IO[bytes]) -> bool:
    """Turn a shared lock into an exclusive one, unless others share it."""
    return try_flock(handle, fcntl.LOCK_EX)


def try_flock(handle: IO[bytes], mode: int) -> bool:
    try:
        fcntl.flock(handle, mode | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def held(file: Path) -> Iterator[None]:
    with hold(file):
        yield
