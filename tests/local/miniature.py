"""A project with the launcher and nothing of the portal: its processes are one-line HTTP servers."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from oqu.local import environment
from oqu.local.folder import ROOT
from oqu.local.ports import free_port

WEB = "python web.py $PORT"
SANDBOX = "python web.py $SANDBOX_PORT"
ANSWERS = """
import http.server, sys
class Ok(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers()
    def log_message(self, *_): pass
print("listening", flush=True)
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Ok).serve_forever()
"""
COMMANDS = """
import os, subprocess, sys
if sys.argv[1] == os.environ.get("BREAK"):
    sys.exit("the step says why")
if sys.argv[1] == os.environ.get("HANG"):
    subprocess.run(["sleep", "600"])
print("nobody" if sys.argv[1] == "people" else sys.argv[1])
"""


def make(folder: Path, **processes: str) -> Path:
    """The project's folder; `processes` are added to its Procfile."""
    shutil.copytree(ROOT / "oqu" / "local", folder / "oqu" / "local")
    (folder / "oqu" / "__init__.py").touch()
    (folder / "uv.lock").touch()
    (folder / "web.py").write_text(ANSWERS)
    (folder / "manage.py").write_text(COMMANDS)
    lines = {"web": WEB, "sandbox": SANDBOX, **processes}
    (folder / "Procfile").write_text("".join(f"{name}: {command}\n" for name, command in lines.items()))
    return folder


class Portal:
    """`make run` of a project, as a subprocess with ports of its own."""

    def __init__(self, project: Path, **variables: object) -> None:
        self.project = project
        variables = {
            "PORT": free_port(),
            "SANDBOX_PORT": free_port(),
            "OQU_LOCAL_FSYNC": "off",
        } | variables
        variables.setdefault("OQU_LOCAL_DIR", project / ".local")
        self.port = str(variables["PORT"])
        self.local = Path(str(variables["OQU_LOCAL_DIR"]))
        self.lines: list[str] = []
        self.popen = subprocess.Popen(
            [sys.executable, "-m", "oqu.local.portal"],
            cwd=project,
            env=environment.of_another_portal(**variables),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.ready = threading.Event()
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self) -> None:
        with self.popen.stdout as output:
            for line in output:
                self.lines.append(line)
                if line.startswith("OQU is ready: "):
                    self.ready.set()
        self.ready.set()

    def wait_until_ready(self) -> "Portal":
        assert self.ready.wait(60), self.said()
        assert self.popen.poll() is None, self.said()
        return self

    def send(self, number: signal.Signals) -> int:
        self.popen.send_signal(number)
        return self.wait()

    def wait(self) -> int:
        status = self.popen.wait(30)
        self.reader.join(5)
        return status

    def said(self) -> str:
        return "".join(self.lines)

    def processes(self) -> dict[int, str]:
        """Everything that runs with this portal's data or from its project, but the launcher."""
        found = {}
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit() and int(entry.name) != self.popen.pid:
                with contextlib.suppress(OSError):
                    known = (entry / "environ").read_bytes() + (entry / "cmdline").read_bytes()
                    if os.fsencode(self.local) in known:
                        found[int(entry.name)] = (entry / "cmdline").read_text().replace("\0", " ")
        return found

    def appears(self, words: str) -> bool:
        """Whether a process with these words runs, at latest in fifteen seconds."""
        deadline = time.monotonic() + 15
        while time.monotonic() < deadline:
            if any(words in command for command in self.processes().values()):
                return True
            time.sleep(0.05)
        return False

    def is_gone(self) -> bool:
        """Whether nothing of it runs, at latest in fifteen seconds."""
        deadline = time.monotonic() + 15
        while self.processes() and time.monotonic() < deadline:
            time.sleep(0.05)
        return not self.processes()

    def pid_of(self, words: str) -> int:
        return next(pid for pid, command in self.processes().items() if words in command)

    def kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            self.popen.kill()
        for pid in self.processes():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.popen.wait()
        self.reader.join(5)
