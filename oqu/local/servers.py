"""PostgreSQL and Valkey for whoever needs them: started by the first, stopped after the last."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import IO

from oqu.local import locks
from oqu.local.folder import ROOT, local_dir
from oqu.local.starting import ServerDidNotStart

_in_use: list[IO[bytes]] = []  # our share of users.lock; the kernel lets go of it if we die


def ensure() -> dict[str, str]:
    """
    The addresses (DATABASE_URL, DATABASE_OWNER_URL, SANDBOX_DATABASE_URL, REDIS_URL) of servers that
    run for as long as this process lives or until it calls `leave`.

    :raises ServerDidNotStart:
    """
    folder = local_dir()
    with locks.held(folder / "start.lock"):
        if not _in_use:
            _in_use.append(locks.hold(folder / "users.lock", shared=True))
        if not locks.is_held(folder / "keeper.lock"):
            start_keeper(folder)
        addresses: dict[str, str] = json.loads((folder / "servers.json").read_text())
    return addresses


def start_keeper(folder: Path) -> None:
    with (folder / "keeper.log").open("wb") as log:
        keeper = subprocess.Popen(
            [sys.executable, "-m", "oqu.local.keeper"],
            cwd=ROOT,
            env={**os.environ, "OQU_LOCAL_DIR": str(folder)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            start_new_session=True,
        )
    assert keeper.stdout is not None
    said = keeper.stdout.readline()
    if said.strip() != "ready":
        said += keeper.stdout.read()
        keeper.wait()
        _in_use.pop().close()
        raise ServerDidNotStart(said.strip() or (folder / "keeper.log").read_text().strip())
    keeper.returncode = 0  # not a child to wait for: it outlives this process when others use the servers


def leave() -> None:
    """Stop using the servers; the last one waits until they have stopped."""
    folder = local_dir()
    if not _in_use:
        return
    with locks.held(folder / "start.lock"):
        users = _in_use.pop()
        was_the_last = locks.become_only_holder(users)
        users.close()
        if was_the_last:
            locks.hold(folder / "keeper.lock").close()


def in_use() -> bool:
    """Whether this process uses embedded servers, not configured ones."""
    return bool(_in_use)


def pass_on() -> None:
    """Let the program that replaces this one (exec) go on using the servers."""
    for users in _in_use:
        os.set_inheritable(users.fileno(), True)


def wait_until_they_stop() -> str:
    """Blocks while the servers run; then why they stopped, in words for the person who started them."""
    folder = local_dir()
    locks.hold(folder / "keeper.lock", shared=True).close()
    failure = folder / "servers.failed"
    return failure.read_text() if failure.exists() else "PostgreSQL and Valkey were stopped."
