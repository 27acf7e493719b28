"""The eGov Business telephone of the sandbox, against a portal that verifies for real."""

import html
import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from django.conf import settings

from oqu import world
from oqu.integrations.signature import Expectation, SignatureRefused, Verdict, egov_qr
from oqu.integrations.signature.local import LocalVerifier
from oqu.sandbox.pki import make_test_pki
from oqu.sandbox.pki.holders import demo_holders
from tests.sandbox_server import Sandbox

DIRECTOR = next(member for member in world.STAFF if "director" in member.roles)
SCHOOL = next(school for school in world.SCHOOLS if school.code == DIRECTOR.school_code)
HEAD_KEY = f"org-{DIRECTOR.iin}-{SCHOOL.bin}"


class Portal:
    """API 1 and API 2 over the real protocol, and the real verifier behind them."""

    TOKEN = "one-time"

    def __init__(self, trust: Path) -> None:
        self.trust = trust
        self.document = "%PDF-1.7 Решение № 34".encode()
        self.lifetime = timedelta(minutes=5)
        self.verdicts: list[Verdict] = []
        self.url = ""

    @property
    def link(self) -> str:
        return f"{self.url}/api1"

    def get(self, path: str) -> tuple[int, dict[str, Any]]:
        if path == "/api1":
            return 200, egov_qr.api_1(
                description="Решение о зачислении",
                expires_at=datetime.now(UTC) + self.lifetime,
                organisation=egov_qr.Names(SCHOOL.name_ru, SCHOOL.name_kk, SCHOOL.name_en),
                organisation_bin=SCHOOL.bin,
                documents_url=f"{self.url}/api2",
                token=self.TOKEN,
            )
        if path == "/elsewhere":
            answer = self.get("/api1")[1]
            answer["document"]["uri"] = "http://example.kz/api2"
            return 200, answer
        names = egov_qr.Names("Решение № 34", "№ 34 шешім", "Decision No. 34")
        return 200, egov_qr.api_2([egov_qr.DocumentToSign(34, names, (("Номер", "34"),), self.document)])

    def put(self, body: bytes) -> tuple[int, dict[str, Any]]:
        try:
            [(_id, cms)] = egov_qr.read_signatures(body, [34])
        except SignatureRefused as refusal:
            return egov_qr.refused(refusal.code, "ru")
        expect = Expectation(DIRECTOR.iin, SCHOOL.bin, datetime.now(UTC))
        self.verdicts.append(LocalVerifier(self.trust).verify(cms, self.document, expect))
        verdict = self.verdicts[-1]
        return egov_qr.accepted() if verdict.ok else egov_qr.refused(verdict.code, "ru")


@contextmanager
def served(portal: Portal) -> Iterator[None]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.reply(*portal.get(self.path))

        def do_PUT(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.reply(*portal.put(body))

        def reply(self, status: int, body: dict[str, Any]) -> None:
            token = self.headers.get("Authorization")
            if self.path == "/api2" and token != f"Bearer {portal.TOKEN}":
                status, body = 403, {"message": "Неверный токен."}
            data = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    portal.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="session")
def keys() -> Path:
    """The demo people's keys, where the sandbox's process looks for them."""
    directory = Path(settings.LOCAL_DIR) / "pki"
    make_test_pki(directory, demo_holders(), now=datetime.now(UTC))
    return directory


@pytest.fixture
def portal(keys: Path) -> Iterator[Portal]:
    portal = Portal(keys / "trust")
    with served(portal):
        yield portal


@pytest.fixture
def phone(sandbox: Sandbox) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=sandbox.url, transport=httpx.HTTPTransport()) as client:
        yield client


@pytest.fixture
def press(phone: httpx.Client, portal: Portal) -> Callable[..., str]:
    """Opens the request with a key, presses a button of the page, returns the next page."""

    def pressed(key: str, decision: str, between: Callable[[], None] = lambda: None) -> str:
        page = phone.get("/business/", params={"link": portal.link, "key": key}).text
        between()
        fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
        return phone.post("/business/", data=fields | {"decision": decision}).text

    return pressed


@pytest.mark.rule("R131", "R132")
class TestTelephone:
    def test_asks_whose_it_is(self, phone: httpx.Client, portal: Portal) -> None:
        page = phone.get("/business/", params={"link": f"mobileSign:{portal.link}"}).text
        assert "Чей это телефон?" in page
        assert f'value="{HEAD_KEY}"' in page
        assert f'value="mobileSign:{portal.link}"' in page

    def test_the_keys_that_sign_for_a_school_stand_under_its_name_before_all_others(
        self, phone: httpx.Client, portal: Portal
    ) -> None:
        page = phone.get("/business/", params={"link": portal.link}).text
        school, key = page.index(f"<legend>{html.escape(SCHOOL.name_ru)}"), page.index(f'value="{HEAD_KEY}"')
        assert school < key < page.index("<details") < page.index('value="personal-')

    @pytest.mark.parametrize("wrap", ["{}", "mobileSign:{}", "https://m.egov.kz/mobileSign/?link={}"])
    def test_shows_what_is_to_be_signed(self, phone: httpx.Client, portal: Portal, wrap: str) -> None:
        scanned = {"link": wrap.format(portal.link), "key": HEAD_KEY}
        page = phone.get("/business/", params=scanned).text
        for words in (
            "Решение о зачислении",
            SCHOOL.bin,
            "Решение № 34",
            "Номер:",
            "Подписать",
            "Отказаться",
        ):
            assert words in page

    def test_gives_the_document_byte_for_byte(self, phone: httpx.Client, portal: Portal) -> None:
        answer = phone.get("/business/document", params={"link": portal.link, "id": "34"})
        assert answer.content == portal.document
        assert answer.headers["Content-Type"] == "application/pdf"

    def test_signs(self, press: Callable[..., str], portal: Portal) -> None:
        assert "<h1>Подписано</h1>" in press(HEAD_KEY, "sign")
        assert [verdict.code for verdict in portal.verdicts] == ["signature.valid"]

    @pytest.mark.parametrize(
        ("kind", "code"),
        [
            ("personal", "signature.personal_key"),
            ("auth", "signature.authentication_key"),
            ("employee", "signature.employee_key"),
            ("expired", "signature.expired"),
            ("revoked", "signature.revoked"),
            ("forged", "signature.unknown_authority"),
        ],
    )
    def test_shows_why_the_portal_refused(
        self, press: Callable[..., str], portal: Portal, kind: str, code: str
    ) -> None:
        tail = "" if kind in {"personal", "auth"} else f"-{SCHOOL.bin}"
        page = press(f"{kind}-{DIRECTOR.iin}{tail}", "sign")
        assert "<h1>Подпись не принята</h1>" in page
        assert [verdict.code for verdict in portal.verdicts] == [code]
        assert html.escape(egov_qr.refused(code, "ru")[1]["message"]) in page

    def test_declines(self, press: Callable[..., str], portal: Portal) -> None:
        assert "<h1>Вы отказались</h1>" in press(HEAD_KEY, "decline")
        assert portal.verdicts == []

    def test_does_not_sign_what_was_not_shown(self, press: Callable[..., str], portal: Portal) -> None:
        def change() -> None:
            portal.document = b"%PDF-1.7 another"

        assert "документ изменился" in press(HEAD_KEY, "sign", between=change)
        assert portal.verdicts == []

    def test_says_that_time_is_over(self, phone: httpx.Client, portal: Portal) -> None:
        portal.lifetime = timedelta(seconds=-1)
        assert (
            "Время на подпись вышло"
            in phone.get("/business/", params={"link": portal.link, "key": HEAD_KEY}).text
        )

    @pytest.mark.parametrize(
        "link", ["http://example.kz/api1", "file:///etc/passwd", "javascript:1", "http://["]
    )
    def test_opens_only_the_portal(self, phone: httpx.Client, portal: Portal, link: str) -> None:
        page = phone.get("/business/", params={"link": link, "key": HEAD_KEY})
        assert "не принадлежит порталу" in page.text

    def test_is_not_sent_elsewhere_by_the_answer(self, phone: httpx.Client, portal: Portal) -> None:
        page = phone.get("/business/", params={"link": f"{portal.url}/elsewhere", "key": HEAD_KEY})
        assert "не принадлежит порталу" in page.text

    def test_portal_that_is_down(self, phone: httpx.Client, portal: Portal) -> None:
        page = phone.get("/business/", params={"link": "http://127.0.0.1:9/", "key": HEAD_KEY})
        assert "Портал не отвечает" in page.text

    def test_key_outside_the_folder(self, phone: httpx.Client, portal: Portal) -> None:
        page = phone.get("/business/", params={"link": portal.link, "key": "../authority/test/nca"})
        assert "нет такого ключа" in page.text


class TestProgram:
    def test_signs(self, phone: httpx.Client, portal: Portal) -> None:
        answer = phone.post("/business/sign", json={"link": portal.link, "key": HEAD_KEY})
        assert (answer.status_code, answer.json()) == (200, {"signed": True})
        assert portal.verdicts[0].ok

    def test_refusal(self, phone: httpx.Client, portal: Portal) -> None:
        personal = {"link": portal.link, "key": f"personal-{DIRECTOR.iin}"}
        answer = phone.post("/business/sign", json=personal)
        assert answer.status_code == 422
        assert answer.json()["message"] == egov_qr.refused("signature.personal_key", "ru")[1]["message"]

    @pytest.mark.parametrize("body", [b"", b"[]", b'{"link": ""}', b'{"link": "x", "key": "nobody"}'])
    def test_bad_request(self, phone: httpx.Client, keys: Path, body: bytes) -> None:
        assert phone.post("/business/sign", content=body).status_code == 422
