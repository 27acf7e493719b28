"""Real services ask real registers: while the demo is made, the sandbox has to answer."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import httpx
from django.conf import settings

START_SECONDS = 30


class SandboxDidNotStart(Exception):
    pass


@contextmanager
def sandbox_answering() -> Iterator[None]:
    """Uses the sandbox that runs at SANDBOX_URL, or starts one there for as long as the block lasts."""
    if _answers():
        yield
        return
    address = urlsplit(settings.SANDBOX_URL)
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--blocking-threads", "4"),
        *("--log-level", "warning"),
        *("--host", address.hostname or "", "--port", str(address.port), "--workers", "1"),
        "oqu.sandbox.wsgi:application",
    ]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "oqu.sandbox.settings"}
    process = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, stdin=subprocess.DEVNULL)
    try:
        _wait_for(process)
        yield
    finally:
        process.terminate()
        process.wait()


def _wait_for(process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not _answers():
        if process.poll() is not None or time.monotonic() > deadline:
            raise SandboxDidNotStart
        time.sleep(0.1)


def _answers() -> bool:
    try:
        return httpx.get(f"{settings.SANDBOX_URL}/health/live", trust_env=False).status_code == 200
    except httpx.TransportError:
        return False
