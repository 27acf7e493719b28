"""The portal as `make run` starts it, for tests that drive it through a real browser."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from oqu.local.environment import of_another_portal

ROOT = Path(__file__).resolve().parent.parent.parent
READY = re.compile(r"OQU is ready: (http://\S+)")
STOP_SECONDS = 60


@dataclass(frozen=True)
class RunningPortal:
    """Where the portal and its sandbox answer; `folder` holds what they keep."""

    url: str
    sandbox_url: str
    folder: Path

    def sms_of(self, phone: str) -> list[dict[str, str]]:
        """The telephone's inbox, newest first."""
        answer = httpx.get(f"{self.sandbox_url}/phone/", params={"number": phone, "format": "json"})
        return list(answer.json())

    def manage(self, *command: str) -> None:
        """One of the portal's own commands, beside the processes that run."""
        environment = of_another_portal(OQU_LOCAL_DIR=self.folder)
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True)

    def file_applications(self, school: str, transports: list[str]) -> None:
        """More families at a school, see `arriving.arrive`: in a process of the portal's own environment."""
        code = f"from tests.browser.arriving import arrive; arrive({school!r}, {transports!r})"
        command = [sys.executable, "manage.py", "shell", "-c", code]
        environment = of_another_portal(OQU_LOCAL_DIR=self.folder)
        subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)


@contextmanager
def running_portal(folder: Path) -> Iterator[RunningPortal]:
    """
    `make run` in a folder of its own, from the first start to the last process. OQU_BROWSER_PORTAL
    ("http://127.0.0.1:8000 http://127.0.0.1:8100 .local") names a portal that already runs, for work on a test.
    """
    if given := os.environ.get("OQU_BROWSER_PORTAL"):
        url, sandbox_url, *kept_in = given.split()
        yield RunningPortal(url, sandbox_url, Path(*kept_in) if kept_in else folder)
        return
    port, sandbox_port = _free_ports()
    environment = of_another_portal(
        OQU_LOCAL_DIR=folder, PORT=port, SANDBOX_PORT=sandbox_port, OQU_LOCAL_FSYNC="off", LOG_LEVEL="WARNING"
    )
    # A run that is cut off takes its portal along.
    command = ["setpriv", "--pdeathsig", "TERM", "--", sys.executable, "-m", "oqu.local.portal"]
    log = (folder.parent / "portal.log").open("w+")
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=log,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            _wait_until_ready(process, log.name)
            yield RunningPortal(f"http://127.0.0.1:{port}", f"http://127.0.0.1:{sandbox_port}", folder)
        finally:
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=STOP_SECONDS)
            log.close()


def _wait_until_ready(process: "subprocess.Popen[str]", log: str) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        if READY.search(line):
            return
    message = f"the portal did not start: {Path(log).read_text()[-2000:]}"
    raise AssertionError(message)


def _free_ports() -> tuple[int, int]:
    with socket.socket() as first, socket.socket() as second:
        first.bind(("127.0.0.1", 0))
        second.bind(("127.0.0.1", 0))
        return first.getsockname()[1], second.getsockname()[1]
