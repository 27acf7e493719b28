"""
`make run`: the whole portal in the foreground, with the sandbox, until Ctrl-C.

Variables: PORT, SANDBOX_PORT, NCALAYER_PORT, OQU_LOCAL_DIR, FRESH=1 (start over), DATA (reference data to import).
"""

import os
import signal
import sys
import threading
import time
import urllib.request
from pathlib import Path
from typing import IO

from oqu.local import environment, locks, ports, servers, terminal
from oqu.local.folder import ROOT, local_dir, start_over
from oqu.local.preparation import StepFailed, Steps, prepare
from oqu.local.processes import Group, read_procfile
from oqu.local.starting import ServerDidNotStart

NCALAYER_PORT = 13579  # where every page in the country looks for the program
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

_held: list[IO[bytes]] = []


class Refused(Exception):
    """The portal cannot start here; the text says what to do."""


def main() -> int:
    for number in STOPPING:
        signal.signal(number, lambda *_: sys.exit(0))
    terminal.take()
    try:
        reason = run()
    except (Refused, StepFailed, ServerDidNotStart) as refusal:
        reason = str(refusal)
    finally:
        # Nobody interrupts the end: it is bounded in time.
        for number in STOPPING:
            signal.signal(number, signal.SIG_IGN)
        servers.leave()
        terminal.give_back()
    print(reason, file=sys.stderr)
    return 1


def run() -> str:
    """Until something stops by itself: then what it was, and its last lines."""
    os.environ["DJANGO_SETTINGS_MODULE"] = environment.LOCAL
    port = os.environ.setdefault("PORT", "8000")
    sandbox_port = os.environ.setdefault("SANDBOX_PORT", "8100")
    folder = only_portal_of(local_dir())
    check_ports(port, sandbox_port)
    ncalayer = f"ws://127.0.0.1:{ncalayer_port()}"
    if os.environ.get("FRESH") == "1":
        start_over()
    steps = Steps()
    environment.embedded()
    (folder / "beat").mkdir(exist_ok=True)
    os.environ.setdefault("PYTHONWARNINGS", "ignore:You're running the worker with superuser privileges")
    os.environ["PATH"] = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    steps.say("PostgreSQL and Valkey", steps.began)
    prepare(steps, folder=folder, data=os.environ.get("DATA", ""))
    people = steps.manage("", "people")

    group = Group(read_procfile((ROOT / "Procfile").read_text()))
    try:
        group.start(os.environ)
        if servers.in_use():
            threading.Thread(
                target=lambda: group.events.put(servers.wait_until_they_stop()),
                daemon=True,
            ).start()
        portal, sandbox = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{sandbox_port}"
        farewell = f"\n{people}\nThe sandbox: {sandbox}   its NCALayer: {ncalayer}   Stop: Ctrl-C\n"
        threading.Thread(target=announce, args=[portal, sandbox, farewell, steps], daemon=True).start()
        return group.events.get()
    finally:
        for number in STOPPING:
            signal.signal(number, signal.SIG_IGN)
        group.stop()


def only_portal_of(folder: Path) -> Path:
    portal = (folder / "portal.lock").open("ab")
    os.environ["OQU_LOCAL_DIR"] = str(folder)
    if not locks.become_only_holder(portal):
        raise Refused(
            f"OQU already runs with the data in {folder}. Stop it first, "
            "or give this one its own: make run OQU_LOCAL_DIR=… PORT=… SANDBOX_PORT=…"
        )
    _held.append(portal)
    return folder


def check_ports(port: str, sandbox_port: str) -> None:
    for name, number in (("PORT", port), ("SANDBOX_PORT", sandbox_port)):
        if not number.isdigit() or not 0 < int(number) < 65536:
            raise Refused(f"{name} must be a port number from 1 to 65535, and it is {number!r}.")
        if ports.is_taken(int(number)):
            raise Refused(f"Port {number} is taken by another program. Choose another: make run {name}=…")
    if port == sandbox_port:
        raise Refused(f"PORT and SANDBOX_PORT are both {port}; the sandbox needs a port of its own.")


def ncalayer_port() -> str:
    """The usual one unless it is taken: by the real program, or by another portal on this machine."""
    chosen = os.environ.get("NCALAYER_PORT")
    if chosen is None:
        chosen = str(ports.free_port() if ports.is_taken(NCALAYER_PORT) else NCALAYER_PORT)
    elif not chosen.isdigit() or ports.is_taken(int(chosen)):
        raise Refused(
            f"NCALAYER_PORT must be a free port, and {chosen!r} is not. Leave it out to have one chosen."
        )
    os.environ["NCALAYER_PORT"] = chosen
    return chosen


def announce(portal: str, sandbox: str, farewell: str, steps: Steps) -> None:
    """Say so when both answer."""
    while not (answers(portal) and answers(sandbox)):
        time.sleep(0.2)
    print(
        f"\nStarted in {steps.total():.1f} s.\n{farewell}\nOQU is ready: {portal}",
        flush=True,
    )


def answers(address: str) -> bool:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(f"{address}/health/live", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(main())
