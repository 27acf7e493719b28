"""What every embedded server's start has in common."""

import subprocess
import time
from collections.abc import Callable

START_TIMEOUT_SECONDS = 60


class ServerDidNotStart(RuntimeError):
    """The text says which and, where known, why."""


def wait_until(answers: Callable[[], bool], process: subprocess.Popen[bytes], name: str) -> None:
    """
    :raises ServerDidNotStart: the process ended, or a minute passed
    """
    deadline = time.monotonic() + START_TIMEOUT_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        if answers():
            return
        time.sleep(0.05)
    raise ServerDidNotStart(f"{name} did not start.")
