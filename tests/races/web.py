"""Web processes of a test's own, on the test's database: the same server that `make run` starts."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

import httpx
from django.db import connection

START_SECONDS = 60


@dataclass(frozen=True)
class WebProcess:
    """`name` is how its database connections call themselves."""

    name: str
    url: str
    process: "subprocess.Popen[bytes]"

    def kill(self) -> None:
        """With everything it has under way, as a machine that loses its power."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@contextmanager
def web_process(name: str) -> Iterator[WebProcess]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    database = _database(name)
    command = ["setpriv", "--pdeathsig", "KILL", "--", sys.executable, "-m", "granian", "--interface", "wsgi"]
    command += ["--host", "127.0.0.1", "--port", str(port), "--workers", "1", "--blocking-threads", "4"]
    process = subprocess.Popen(
        [*command, "--log-level", "critical", "oqu.wsgi:application"],
        env={**os.environ, "DATABASE_URL": database, "DATABASE_OWNER_URL": database, "LOG_LEVEL": "CRITICAL"},
        start_new_session=True,
    )
    web = WebProcess(name, f"http://127.0.0.1:{port}", process)
    try:
        _wait_until_it_answers(web)
        yield web
    finally:
        if process.poll() is None:
            web.kill()


def _database(name: str) -> str:
    """Of the test, as the application's role; its connections carry the name."""
    there = urlsplit(os.environ["DATABASE_URL"])
    options = f"application_name={name}"
    return urlunsplit(there._replace(path=f"/{connection.settings_dict['NAME']}", query=options))


def _wait_until_it_answers(web: WebProcess) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert web.process.poll() is None, "the web process ended"
        try:
            httpx.get(f"{web.url}/health/live")
        except httpx.TransportError:
            continue
        return
    message = "the web process does not answer"
    raise AssertionError(message)
