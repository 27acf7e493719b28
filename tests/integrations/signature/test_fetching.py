"""The worker's errands against the sandbox's authority: lists and answers over HTTP, stored only when genuine."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.db import connection

from oqu.integrations.signature import get_verifier
from oqu.integrations.signature.fetching import ask_statuses, renew_lists
from oqu.integrations.signature.models import AskedStatus, PublishedList
from oqu.integrations.signature.stored import want_status
from oqu.integrations.signature.trust import key_hash
from oqu.sandbox.pki import make_test_pki
from oqu.sandbox.pki.private_keys import ALGORITHMS, GOST
from tests.integrations.signature.forging import asn1
from tests.integrations.signature.scenes import DOCUMENT, KEYS, Scene
from tests.sandbox_server import Sandbox

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="session")
def directory(sandbox: Sandbox) -> Path:
    """The authority whose lists the sandbox publishes."""
    folder = Path(sandbox.environment["OQU_LOCAL_DIR"]) / "pki"
    make_test_pki(folder, KEYS, now=datetime.now(UTC))
    return folder


@pytest.fixture(params=ALGORITHMS)
def scene(directory: Path, request: pytest.FixtureRequest) -> Scene:
    return Scene(directory, datetime.now(UTC).replace(microsecond=0), request.param)


@pytest.fixture(autouse=True)
def _portal(settings, sandbox: Sandbox, scene: Scene, tmp_path: Path) -> None:
    """It pins the authorities and has no list of its own."""
    for path in scene.trust.glob("*.pem"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    ending = "_gost" if scene.algorithm == GOST else ""
    settings.SIGNATURE_TRUST_ROOTS_DIR = str(tmp_path)
    settings.SIGNATURE_CRL_URLS = [f"{sandbox.url}/pki/{name}{ending}.crl" for name in ("root", "nca")]
    settings.SIGNATURE_OCSP_URL = f"{sandbox.url}/pki/ocsp/"


def verdict_of(scene: Scene, cms: bytes) -> str:
    return get_verifier().verify(cms, DOCUMENT, scene.expect).code


class TestLists:
    def test_before_they_came_nothing_is_believed_and_then_it_is(self, scene: Scene) -> None:
        assert verdict_of(scene, scene.sign()) == "signature.no_revocation_data"

        assert renew_lists(now=scene.now) == 2

        assert verdict_of(scene, scene.sign()) == "signature.valid"
        assert verdict_of(scene, scene.sign("revoked")) == "signature.revoked"

    def test_a_list_is_not_asked_for_again_within_ten_minutes(self, scene: Scene) -> None:
        assert renew_lists(now=scene.now) == 2
        assert renew_lists(now=scene.now + timedelta(minutes=9)) == 0
        assert renew_lists(now=scene.now + timedelta(minutes=11)) == 2

    def test_a_renewed_list_is_believed_at_once(self, scene: Scene, sandbox: Sandbox) -> None:
        renew_lists(now=scene.now)
        assert verdict_of(scene, scene.sign()) == "signature.valid"

        with sandbox.fault("pki", "revoked"):
            renew_lists(now=scene.now + timedelta(minutes=11))

        assert verdict_of(scene, scene.sign()) == "signature.revoked"

    def test_evidence_names_the_stored_list(self, scene: Scene) -> None:
        renew_lists(now=scene.now)
        evidence = get_verifier().verify(scene.sign(), DOCUMENT, scene.expect).evidence
        used = {each["sha256"] for each in evidence["revocation"]}
        assert used == set(PublishedList.objects.values_list("sha256", flat=True))

    @pytest.mark.parametrize("fault", ["down", "stale"])
    def test_an_authority_that_fails_leaves_no_data(self, scene: Scene, sandbox: Sandbox, fault: str) -> None:
        with sandbox.fault("pki", fault):
            renew_lists(now=scene.now)
        assert verdict_of(scene, scene.sign()) == "signature.no_revocation_data"

    def test_verifying_inside_a_transaction_writes_nothing(self, scene: Scene) -> None:
        assert connection.in_atomic_block
        assert verdict_of(scene, scene.sign()) == "signature.no_revocation_data"
        assert not AskedStatus.objects.exists()


class TestStatuses:
    @pytest.fixture(autouse=True)
    def _only_the_root_publishes(self, settings, scene: Scene) -> None:
        settings.SIGNATURE_CRL_URLS = settings.SIGNATURE_CRL_URLS[:1]
        renew_lists(now=scene.now)

    @pytest.fixture
    def wanted(self, scene: Scene) -> AskedStatus:
        """What a signature leaves outside a transaction."""
        authority = key_hash(asn1(scene.authority().certificate))
        want_status(authority, f"{scene.key('org').certificate.serial_number:x}", now=scene.now)
        return AskedStatus.objects.get()

    @pytest.mark.django_db(transaction=True)
    @pytest.mark.parametrize(("kind", "code"), [("org", "signature.valid"), ("revoked", "signature.revoked")])
    def test_the_worker_asks_about_who_just_signed(self, scene: Scene, kind: str, code: str) -> None:
        """The director reads «try again in a minute», and in a minute it is known."""
        cms = scene.sign(kind)
        assert verdict_of(scene, cms) == "signature.no_revocation_data"

        assert ask_statuses(now=scene.now) == 1

        assert verdict_of(scene, cms) == code

    def test_evidence_holds_the_answer(self, scene: Scene, wanted: AskedStatus) -> None:
        ask_statuses(now=scene.now)
        evidence = get_verifier().verify(scene.sign(), DOCUMENT, scene.expect).evidence
        assert [each["kind"] for each in evidence["revocation"]] == ["ocsp", "crl"]
        assert all(each["der"] for each in evidence["revocation"])

    def test_an_answer_holds_for_ten_minutes(self, scene: Scene, wanted: AskedStatus) -> None:
        assert ask_statuses(now=scene.now) == 1
        assert ask_statuses(now=scene.now) == 0
        later = Scene(scene.directory, scene.now + timedelta(minutes=11), scene.algorithm)
        assert verdict_of(later, later.sign()) == "signature.no_revocation_data"

    @pytest.mark.django_db(transaction=True)
    def test_strangers_do_not_make_the_portal_ask(self, scene: Scene) -> None:
        assert verdict_of(scene, scene.sign("forged")) == "signature.unknown_authority"
        assert not AskedStatus.objects.exists()

    @pytest.mark.parametrize("fault", ["unknown", "down"])
    def test_an_answer_that_says_nothing_is_not_stored(
        self, scene: Scene, sandbox: Sandbox, fault: str, wanted: AskedStatus
    ) -> None:
        with sandbox.fault("pki", fault):
            assert ask_statuses(now=scene.now) == 0
        assert verdict_of(scene, scene.sign()) == "signature.no_revocation_data"

    def test_an_answer_about_another_time_is_not_stored(self, scene: Scene, wanted: AskedStatus) -> None:
        assert ask_statuses(now=scene.now + timedelta(minutes=20)) == 0


@contextmanager
def serving(body: Callable[[], bytes]) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body())

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


class TestHostilePublisher:
    @pytest.fixture
    def scene(self, directory: Path) -> Scene:
        return Scene(directory, datetime.now(UTC).replace(microsecond=0))

    @pytest.mark.parametrize(
        "what", ["nothing", "junk", "list of a stranger", "list with a byte changed", "too long"]
    )
    def test_it_changes_nothing(self, settings, scene: Scene, what: str, monkeypatch) -> None:
        monkeypatch.setattr("oqu.integrations.signature.fetching.MAX_LIST_BYTES", 10_000)
        good = scene.authority().revocation_list([], now=scene.now)
        body = {
            "nothing": b"",
            "junk": b"<html>",
            "list of a stranger": scene.authority("stranger").revocation_list([], now=scene.now),
            "list with a byte changed": good[:60] + bytes([good[60] ^ 1]) + good[61:],
            "too long": bytes(20_000),
        }[what]
        with serving(lambda: body) as url:
            settings.SIGNATURE_CRL_URLS = [url]
            assert renew_lists(now=scene.now) == 0
        assert not PublishedList.objects.exists()
