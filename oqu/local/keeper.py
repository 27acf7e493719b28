"""
The process that owns PostgreSQL and Valkey: it starts them, waits until nobody needs them, stops them.

Whoever needs them shares `users.lock`; when the last one is gone, by its own will or killed, this
process gets the lock and stops the servers. It says "ready" on standard output, once.
"""

import fcntl
import json
import os
import select
import signal
import sys
import threading
from pathlib import Path
from typing import IO

from oqu.local import locks
from oqu.local.folder import local_dir
from oqu.local.postgres import Postgres
from oqu.local.starting import ServerDidNotStart
from oqu.local.valkey import Valkey

LAST_LINES = 15

_locks: list[IO[bytes]] = []


def main() -> int:
    for number in (signal.SIGINT, signal.SIGHUP):  # meant for those who use the servers
        signal.signal(number, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))

    folder = local_dir()
    logs = folder / "log"
    logs.mkdir(mode=0o700, exist_ok=True)
    # Both are held as long as this process lives: whoever comes while it stops the servers waits for
    # its end, then starts another.
    _locks[:] = [
        locks.hold(folder / "keeper.lock"),
        users := (folder / "users.lock").open("ab"),
    ]
    (folder / "servers.failed").unlink(missing_ok=True)
    servers: list[Postgres | Valkey] = []
    try:
        for make in (Valkey, Postgres):
            server = make(folder, logs / f"{make.__name__.lower()}.log")
            servers.append(server)
            start(server)
        write_addresses(folder, servers)
        print("ready", flush=True)
        broken = wait(servers, users)
    except (ServerDidNotStart, OSError) as reason:
        print(reason, flush=True)
        return 1
    finally:
        for server in reversed(servers):
            server.stop()
        (folder / "servers.json").unlink(missing_ok=True)
    if broken:
        (folder / "servers.failed").write_text(f"{broken.name} stopped. Its last lines:\n{tail(broken.log)}")
    return 1 if broken else 0


def start(server: Postgres | Valkey) -> None:
    if server.log.exists():  # one previous run is kept
        server.log.replace(server.log.with_suffix(".log.1"))
    server.log.touch(mode=0o600)
    try:
        server.start()
    except ServerDidNotStart as reason:
        raise ServerDidNotStart(f"{reason}\n{tail(server.log)}".rstrip()) from reason


def write_addresses(folder: Path, servers: list[Postgres | Valkey]) -> None:
    addresses = {name: value for server in servers for name, value in server.environment().items()}
    file = folder / "servers.json"
    file.touch(mode=0o600)
    file.write_text(json.dumps(addresses))


def wait(servers: list[Postgres | Valkey], users: IO[bytes]) -> Postgres | Valkey | None:
    """Until nobody needs the servers, or one of them is no more: then that one."""
    read, write = os.pipe()

    def nobody_left() -> None:
        fcntl.flock(users, fcntl.LOCK_EX)
        os.write(write, b".")

    threading.Thread(target=nobody_left, daemon=True).start()
    by_descriptor = {os.pidfd_open(server.process.pid): server for server in servers if server.process}
    ready, _, _ = select.select([read, *by_descriptor], [], [])
    return None if read in ready else by_descriptor[ready[0]]


def tail(log: Path) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-LAST_LINES:])


if __name__ == "__main__":
    status = main()
    sys.stdout.flush()
    os._exit(status)  # the interpreter's own farewell would give the locks back before the process is gone
