"""
The fixture `sandbox`: the outside world, running, with a database of its own, one per test process.

The portal's settings point to it for the whole run. It is registered as a plugin in `tests/conftest.py`.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import httpx
import psycopg
import pytest
from django.conf import settings
from django.test.utils import override_settings
from psycopg import sql

from oqu.local.ports import free_port, is_taken
from tests.sandbox.visitor import Visitor

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 60
SLOW_SECONDS = 1.5
# Where answers may go: the address of the portal's settings, and the host of Django's test client.
CALLBACK = "/sign-in/callback/"
PREPARE = (
    "import django; django.setup(); from django.core.management import call_command as call; "
    "call('migrate', verbosity=0); call('sandbox_seed', verbosity=0); call('make_test_pki')"
)


class Sandbox:
    """What a test may do with the outside world."""

    def __init__(self, url: str, environment: Mapping[str, str]) -> None:
        self.url = url
        self.environment = environment
        self.http = httpx.Client(base_url=url, transport=httpx.HTTPTransport())

    def sms(self, number: str) -> list[dict[str, object]]:
        """The messages on a telephone, newest first: id, number, sender, text, awaits_reply, received_at."""
        return self.http.get("/phone/", params={"number": number, "format": "json"}).json()

    @contextmanager
    def arriving(self, number: str) -> Iterator[list[dict[str, object]]]:
        """After the block: the messages that came within it. An inbox shows the last hundred, however many came."""
        last = max((sms["id"] for sms in self.sms(number)), default=0)
        arrived: list[dict[str, object]] = []
        yield arrived
        arrived += [sms for sms in self.sms(number) if sms["id"] > last]

    @contextmanager
    def fault(self, system: str, kind: str) -> Iterator[None]:
        """Within the block this system misbehaves: `with sandbox.fault("population", "down"):`"""
        self._turn(system, kind)
        try:
            yield
        finally:
            self._turn(system, "ok")

    def manage(self, *arguments: str) -> str:
        """What a management command of the sandbox printed."""
        command = [sys.executable, "-m", "django", *arguments]
        return subprocess.run(
            command, env=self.environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
        ).stdout

    def _turn(self, system: str, kind: str) -> None:
        answer = self.http.post("/faults/", data={"system": system, "fault": kind})
        assert answer.status_code == 302, answer.text

    def visitor(self, authorize_url: str) -> Visitor:
        """A browser that the portal sent here; it walks step by step."""
        return Visitor(authorize_url)

    def sign_in(self, authorize_url: str, iin: str, *, method: str = "QR", organisation_bin: str = "") -> str:
        """
        Walks all pages of eGov as this person and allows; returns the address to come back to, with code and state.

        `method` is QR, EDS_PERSON, EDS_ORG (with `organisation_bin`) or PASSWORD.
        """
        visitor = self.visitor(authorize_url)
        visitor.choose(iin, method=method, organisation_bin=organisation_bin)
        visitor.enter(self.code_for(visitor.phone))
        return visitor.decide("allow")

    def code_for(self, phone: str) -> str:
        """The five digits of the newest eGov message on this telephone."""
        codes = (
            re.search(r"\b\d{5}\b", str(sms["text"])) for sms in self.sms(phone) if sms["sender"] == "1414"
        )
        return next(code[0] for code in codes if code)

    def answer_1414(
        self, phone: str, text: str = "511", *, sim: str = "", headers: Mapping[str, str] | None = None
    ) -> httpx.Response:
        """Answers the newest message on this telephone that awaits it, from `sim` when it is another number."""
        newest = next(sms["id"] for sms in self.sms(phone) if sms["awaits_reply"])
        answer = {"number": sim or phone, "text": text}
        return self.http.post(f"/phone/messages/{newest}/reply/", data=answer, headers=headers)


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    with _database() as database_url, _server(environment := _environment(database_url)) as url:
        pointed_here = override_settings(
            EGOV_BASE_URL=url, POPULATION_URL=f"{url}/population", SMS_URL=f"{url}/sms",
            CONSENT_URL=f"{url}/kdp", NOBD_URL=f"{url}/nobd",
            ADDRESS_REGISTER_URL=f"{url}/address-register", SANDBOX_URL=url,
        )  # fmt: skip
        with pointed_here:
            sandbox = Sandbox(url, environment)
            yield sandbox
            sandbox.http.close()


@pytest.fixture(scope="session")
def ncalayer(sandbox: Sandbox) -> Iterator[str]:
    """The address of the sandbox's NCALayer, running."""
    port = int(sandbox.environment["NCALAYER_PORT"])
    command = ("setpriv", "--pdeathsig", "TERM", "--", sys.executable, "-m", "oqu.sandbox.ncalayer")
    process = subprocess.Popen(command, env=sandbox.environment, cwd=ROOT, stdin=subprocess.DEVNULL)
    try:
        _wait_until(lambda: is_taken(port), process)
        yield f"ws://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=START_SECONDS)


@contextmanager
def _database() -> Iterator[str]:
    """A fresh database on the server of SANDBOX_DATABASE_URL, gone afterwards."""
    configured = urlsplit(os.environ["SANDBOX_DATABASE_URL"])
    name = f"test_oqu_sandbox_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    server = urlunsplit(configured._replace(path="/postgres"))
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(drop)
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield urlunsplit(configured._replace(path=f"/{name}"))
        finally:
            connection.execute(drop)


def _environment(database_url: str) -> dict[str, str]:
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "oqu.sandbox.settings",
        "PYTHONPATH": str(ROOT),
        "SANDBOX_DATABASE_URL": database_url,
        "EGOV_CLIENT_ID": settings.EGOV_CLIENT_ID,
        "EGOV_CLIENT_SECRET": settings.EGOV_CLIENT_SECRET,
        "POPULATION_TOKEN": settings.POPULATION_TOKEN,
        "SMS_TOKEN": settings.SMS_TOKEN,
        "CONSENT_TOKEN": settings.CONSENT_TOKEN,
        "NOBD_TOKEN": settings.NOBD_TOKEN,
        "ADDRESS_REGISTER_KEY": settings.ADDRESS_REGISTER_KEY,
        "PUBLIC_URL": settings.PUBLIC_URL,
        "SANDBOX_REDIRECT_URIS": f"{settings.PUBLIC_URL}{CALLBACK},http://testserver{CALLBACK}",
        "SANDBOX_SLOW_SECONDS": str(SLOW_SECONDS),
        "NCALAYER_PORT": str(free_port()),
    }


@contextmanager
def _server(environment: Mapping[str, str]) -> Iterator[str]:
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    subprocess.run([sys.executable, "-c", PREPARE], env=environment, cwd=ROOT, check=True)
    command = (
        "setpriv", "--pdeathsig", "TERM", "--",
        sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--host", "127.0.0.1",
        "--port", str(port), "--workers", "1", "--blocking-threads", "8", "--log-level", "warning",
        "oqu.sandbox.wsgi:application",
    )  # fmt: skip
    process = subprocess.Popen(command, env=environment, cwd=ROOT, stdin=subprocess.DEVNULL)
    try:
        _wait_until(lambda: _answers(url), process)
        yield url
    finally:
        process.terminate()
        process.wait(timeout=START_SECONDS)


def _wait_until(is_up: Callable[[], bool], process: subprocess.Popen) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        if is_up():
            return
        time.sleep(0.05)
    pytest.fail("The sandbox did not start; its own words are above.")


def _answers(url: str) -> bool:
    with suppress(httpx.TransportError):
        return httpx.get(f"{url}/health/live", trust_env=False).status_code == 200
    return False
