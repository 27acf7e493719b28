"""Run several commands in the foreground until the first of them ends, then stop them all."""

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Mapping
from contextlib import suppress

PATIENCE_SECONDS = 10
LAST_LINES = 20


class Process:
    """One line of the Procfile. What it prints comes out with its name in front."""

    def __init__(self, name: str, command: str, width: int) -> None:
        self.name = name
        self.command = command
        self.label = f"{name:<{width}} | "
        self.last_lines: deque[str] = deque(maxlen=LAST_LINES)
        self.popen: subprocess.Popen[str] | None = None

    def start(self, environment: Mapping[str, str]) -> None:
        # A session of its own: Ctrl-C reaches only the launcher, which stops all in order. Should the
        # launcher itself be killed, the kernel tells the process to stop.
        self.popen = subprocess.Popen(
            [
                "setpriv",
                "--pdeathsig",
                "TERM",
                "--",
                "sh",
                "-c",
                f"exec {self.command}",
            ],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
        )

    def follow(self, events: "queue.SimpleQueue[str]") -> None:
        """Print its lines as they come, and put a sentence into `events` when it ends."""
        printing = threading.Thread(target=self.print_lines, daemon=True)
        printing.start()
        assert self.popen is not None
        status = self.popen.wait()
        printing.join(timeout=1)  # its own children may hold the pipe open for longer
        how = f"exit status {status}" if status >= 0 else signal.Signals(-status).name
        lines = "\n".join(f"    {line}" for line in self.last_lines)
        events.put(f"{self.name} stopped ({how}). Its last lines:\n{lines}")

    def print_lines(self) -> None:
        assert self.popen is not None
        assert self.popen.stdout is not None
        for line in self.popen.stdout:
            self.last_lines.append(line.rstrip())
            with suppress(OSError):  # the terminal may be gone; the process must not wait for it
                sys.stdout.write(self.label + line)
                sys.stdout.flush()

    def ask_to_stop(self) -> None:
        if self.popen is not None and self.popen.poll() is None:
            self.popen.terminate()

    def make_sure(self, deadline: float) -> None:
        """Wait until the deadline, then end it and whatever it left behind."""
        if self.popen is None:
            return
        try:
            self.popen.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            print(
                f"{self.name} did not stop in {PATIENCE_SECONDS} s and is killed.",
                flush=True,
            )
        with suppress(ProcessLookupError):
            os.killpg(self.popen.pid, signal.SIGKILL)


def read_procfile(text: str) -> list[Process]:
    pairs = [line.split(":", 1) for line in text.splitlines() if line.strip() and not line.startswith("#")]
    width = max(len(name) for name, _ in pairs)
    return [Process(name.strip(), command.strip(), width) for name, command in pairs]


class Group:
    """All of them. Each puts a sentence into `events` when it ends."""

    def __init__(self, processes: list[Process]) -> None:
        self.processes = processes
        self.events: queue.SimpleQueue[str] = queue.SimpleQueue()

    def start(self, environment: Mapping[str, str]) -> None:
        for process in self.processes:
            process.start(environment)
        for process in self.processes:
            threading.Thread(target=process.follow, args=[self.events], daemon=True).start()

    def stop(self) -> None:
        for process in self.processes:
            process.ask_to_stop()
        deadline = time.monotonic() + PATIENCE_SECONDS
        for process in self.processes:
            process.make_sure(deadline)
