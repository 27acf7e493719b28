"""What must be done before the processes start: schema, keys, people, files. Each step is timed."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from oqu.local import environment
from oqu.local.catalogues import compile_catalogues
from oqu.local.folder import ROOT


class StepFailed(Exception):
    """The text is what the step printed."""


class Steps:
    """Run one by one, with a line of output each."""

    def __init__(self) -> None:
        self.began = time.monotonic()

    def manage(self, title: str, *arguments: str, sandbox: bool = False) -> str:
        """
        One `manage.py` command; its standard output.

        :raises StepFailed:
        """
        began = time.monotonic()
        settings = environment.SANDBOX if sandbox else environment.LOCAL
        command = [sys.executable, str(ROOT / "manage.py"), *arguments]
        step = subprocess.Popen(
            ["setpriv", "--pdeathsig", "TERM", "--", *command],
            cwd=ROOT,
            env={**os.environ, "DJANGO_SETTINGS_MODULE": settings},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        try:
            output, errors = step.communicate()
        except SystemExit:  # a person stops the launcher: what the step started ends with it
            os.killpg(step.pid, signal.SIGKILL)
            raise
        if step.returncode:
            raise StepFailed(f"{output}{errors.rstrip()}\nThis failed:  manage.py {' '.join(arguments)}")
        if title:
            self.say(title, began)
        return output

    def say(self, title: str, began: float) -> None:
        print(f"  {title:<44}{time.monotonic() - began:6.1f} s", flush=True)

    def total(self) -> float:
        return time.monotonic() - self.began


def prepare(steps: Steps, *, folder: Path, data: str) -> None:
    """
    Everything up to a portal with its town in it.

    :raises StepFailed:
    """
    began = time.monotonic()
    compile_catalogues()
    steps.say("translations", began)
    collect_static_files(steps, folder / "static.fingerprint")
    steps.manage("schema", "migrate", "--no-input")
    steps.manage("schema of the sandbox", "migrate", "--no-input", sandbox=True)
    # Also on a second start: it makes what is new or runs out, and keeps the rest.
    steps.manage("keys of the test certificate authority", "make_test_pki", sandbox=True)
    steps.manage("people of the sandbox", "sandbox_seed", sandbox=True)
    said = steps.manage("demo town", "demo", *(["--data", data] if data else []))
    print("".join(f"    {line}\n" for line in said.splitlines()), end="", flush=True)


def collect_static_files(steps: Steps, done: Path) -> None:
    """Compressing them takes seconds, so only when they or the packages that bring some have changed."""
    files = sorted(file for file in (ROOT / "static").rglob("*") if file.is_file())
    facts = [(ROOT / "uv.lock").read_bytes()]
    facts += [f"{file} {file.stat().st_mtime_ns} {file.stat().st_size}".encode() for file in files]
    fingerprint = hashlib.sha256(b"\n".join(facts)).hexdigest()
    if not done.exists() or done.read_text() != fingerprint:
        steps.manage("static files", "collectstatic", "--no-input", "--clear", "--ignore", "rest_framework")
        done.write_text(fingerprint)
