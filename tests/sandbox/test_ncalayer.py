"""NCALayer as pages know it: both modules, the window in which a person chooses, and every way it can end."""

import json
import ssl
import time
from base64 import b64decode, b64encode
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from asn1crypto import cms
from django.conf import settings
from websockets.exceptions import ConnectionClosed, InvalidMessage
from websockets.sync.client import connect

from oqu.integrations.signature import Expectation
from oqu.integrations.signature.local import LocalVerifier
from tests.sandbox.conftest import DIRECTOR, SCHOOL

BASICS, COMMON_UTILS = "kz.gov.pki.knca.basics", "kz.gov.pki.knca.commonUtils"
HEAD_KEY = f"org-{DIRECTOR.iin}-{SCHOOL.bin}"
DOCUMENT = "%PDF-1.7 Решение № 34".encode()
PATIENCE_SECONDS = 10


class Page:
    """A page of a browser, and the person who sits before it."""

    def __init__(self, address, sandbox, **options):
        self.socket = connect(address, origin="http://127.0.0.1:8000", **options)
        self.sandbox = sandbox
        self.version = self.hear()["result"]["version"]

    def hear(self):
        return json.loads(self.socket.recv(timeout=PATIENCE_SECONDS))

    def say(self, message):
        self.socket.send(message if isinstance(message, str) else json.dumps(message))

    def ask(self, message):
        """An answer that needs nobody."""
        self.say(message)
        return self.hear()

    def window(self):
        """What the window shows, as soon as it is open."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            shown = self.sandbox.http.get("/ncalayer/", params={"format": "json"}).json()
            if shown["id"]:
                return shown
        pytest.fail("no window opened")

    def choose(self, message, key=HEAD_KEY, **choice):
        """Asks, and answers the window like a person."""
        self.say(message)
        answered = self.answer(self.window()["id"], key=key, **choice)
        assert answered.status_code == 200, answered.text
        return self.hear()

    def answer(self, window, **choice):
        return self.sandbox.http.post("/ncalayer/answer/", json={"id": window, **choice})


@pytest.fixture
def page(ncalayer, sandbox):
    page = Page(ncalayer, sandbox)
    yield page
    page.socket.close()


def basics(data=DOCUMENT, *, encapsulate=False, storages=None, format="cms", **signer):
    documents = [b64encode(each).decode() for each in ([data] if isinstance(data, bytes) else data)]
    return {
        "module": BASICS,
        "method": "sign",
        "args": {
            "allowedStorages": storages,
            "format": format,
            "data": documents[0] if isinstance(data, bytes) else documents,
            "signingParams": {"decode": "true", "encapsulate": encapsulate, "digested": False},
            "signerParams": signer,
            "locale": "ru",
        },
    }


def common_utils(*args, method="createCAdESFromBase64"):
    return {"module": COMMON_UTILS, "method": method, "args": list(args)}


def verdict(signature, document=DOCUMENT):
    expected = Expectation(iin=DIRECTOR.iin, bin=SCHOOL.bin, moment=datetime.now(UTC))
    return LocalVerifier(settings.LOCAL_DIR / "pki" / "trust").verify(
        b64decode(signature), document, expected
    )


class TestConversation:
    def test_begins_with_the_version(self, page):
        assert page.version == "1.4"

    def test_speaks_with_tls_on_the_same_port(self, ncalayer, sandbox):
        trusting = ssl.create_default_context()
        trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
        page = Page(ncalayer.replace("ws:", "wss:"), sandbox, ssl=trusting)

        assert page.version == "1.4"
        page.socket.close()

    def test_answers_a_heartbeat(self, page):
        page.say("--heartbeat--")

        assert page.socket.recv(timeout=PATIENCE_SECONDS) == "--heartbeat--"

    @pytest.mark.parametrize(
        "message", ["{}", "[]", "no json", '{"module": "kz.gov.pki.knca.applet.Applet", "method": "x"}']
    )
    def test_unknown_module_is_named_so(self, page, message):
        assert page.ask(message) == {"success": False, "errorCode": "MODULE_NOT_FOUND"}

    def test_goes_on_after_an_error(self, page):
        page.ask("no json")

        assert page.ask(common_utils(method="getActiveTokens"))["code"] == "200"


class TestBasics:
    def test_signs_one_document(self, page):
        answer = page.choose(basics())

        assert answer["status"] is True
        assert verdict(answer["body"]["result"]).ok

    def test_signs_a_list_one_by_one(self, page):
        documents = [b"first", b"second", b"third"]
        signatures = page.choose(basics(documents))["body"]["result"]

        assert [verdict(*pair).ok for pair in zip(signatures, documents, strict=True)] == [True] * 3
        assert not verdict(signatures[0], documents[1]).ok

    def test_puts_the_document_inside_when_asked(self, page):
        signature = b64decode(page.choose(basics(encapsulate="true"))["body"]["result"])

        content = cms.ContentInfo.load(signature)["content"]["encap_content_info"]["content"]
        assert content.native == DOCUMENT

    def test_cancel_is_a_success_without_a_result(self, page):
        assert page.choose(basics(), cancel=True) == {"status": True, "body": {}}

    def test_storage_without_a_key_is_an_error(self, page):
        answer = page.choose(basics(), storage="AKKaztokenStore", key="")

        assert (answer["status"], answer["code"]) == (False, "SIGNING_FAILURE")

    @pytest.mark.parametrize(
        "message",
        [
            basics(storages=["FLOPPY"]),
            basics(format="xml"),
            basics() | {"args": None},
            basics() | {"args": {"format": "cms", "data": "AAAA", "signerParams": [1]}},
            basics(storages=[{}]),
            basics() | {"args": {"format": "cms", "data": "", "signingParams": {"decode": True}}},
            basics() | {"args": {"format": "cms", "data": "не base64", "signingParams": {"decode": True}}},
        ],
    )
    def test_what_cannot_be_signed_opens_no_window(self, page, message):
        answer = page.ask(message)

        assert (answer["status"], answer["code"]) == (False, "INVALID_SIGNING_PARAMS")

    def test_unknown_method(self, page):
        assert page.ask({"module": BASICS, "method": "dance"})["code"] == "INVOCATION_ERROR"


class TestCommonUtils:
    @pytest.mark.parametrize("method", ["createCAdESFromBase64", "createCMSSignatureFromBase64"])
    def test_signs(self, page, method):
        data = b64encode(DOCUMENT).decode()
        answer = page.choose(common_utils("PKCS12", "SIGNATURE", data, False, method=method))

        assert answer["code"] == "200"
        assert verdict(answer["responseObject"]).ok

    def test_cancel_is_an_error(self, page):
        answer = page.choose(common_utils("PKCS12", "SIGNATURE", "AAAA", False), cancel=True)

        assert answer == {"code": "500", "message": "action.canceled"}

    def test_storage_without_a_key_is_an_error(self, page):
        wish = common_utils("AKKaztokenStore", "SIGNATURE", "AAAA", False)

        assert page.choose(wish, storage="AKKaztokenStore", key="")["code"] == "500"

    @pytest.mark.parametrize(
        "args", [[], ["PKCS12", "SIGNATURE", "AAAA"], ["FLOPPY", "SIGNATURE", "AAAA", False]]
    )
    def test_wrong_arguments_open_no_window(self, page, args):
        assert page.ask(common_utils(*args))["code"] == "500"

    def test_tells_whose_key_it_is(self, page):
        told = page.choose(common_utils("PKCS12", method="getKeyInfo"))["responseObject"]

        assert f"IIN{DIRECTOR.iin}" in told["subjectDn"]

    def test_changes_its_language(self, page):
        assert page.ask(common_utils("kk", method="changeLocale"))["code"] == "200"


class TestWindow:
    def fitting(self, sandbox):
        """The keys above «Другие ключи»."""
        shown = sandbox.http.get("/ncalayer/").text.partition("<details>")[0]
        return [part.partition('"')[0] for part in shown.split('name="key" value="')[1:]]

    @pytest.mark.parametrize(
        ("signer", "fits", "does_not"),
        [
            (
                {"extKeyUsageOids": ["1.3.6.1.5.5.7.3.4", "1.2.398.3.3.4.1.2"]},
                HEAD_KEY,
                f"personal-{DIRECTOR.iin}",
            ),
            ({"extKeyUsageOids": ["1.3.6.1.5.5.7.3.2"]}, f"auth-{DIRECTOR.iin}", HEAD_KEY),
            ({"bin": SCHOOL.bin}, HEAD_KEY, f"personal-{DIRECTOR.iin}"),
            ({}, HEAD_KEY, f"expired-{DIRECTOR.iin}-{SCHOOL.bin}"),
            ({}, HEAD_KEY, f"revoked-{DIRECTOR.iin}-{SCHOOL.bin}"),
        ],
    )
    def test_offers_the_keys_that_fit(self, page, sandbox, signer, fits, does_not):
        page.say(basics(**signer))
        page.window()

        keys = self.fitting(sandbox)

        assert fits in keys
        assert does_not not in keys

    def test_of_this_person_only(self, page, sandbox):
        page.say(basics(iin=DIRECTOR.iin))
        page.window()

        keys = self.fitting(sandbox)

        assert keys
        assert all(DIRECTOR.iin in key for key in keys)

    def test_names_the_page_that_asks(self, page, sandbox):
        page.say(basics())
        page.window()

        assert "http://127.0.0.1:8000" in sandbox.http.get("/ncalayer/").text

    def test_closes_with_the_page(self, page, sandbox):
        page.say(basics())
        window = page.window()
        page.socket.close()
        deadline = time.monotonic() + PATIENCE_SECONDS
        while sandbox.http.get("/ncalayer/", params={"format": "json"}).json()["id"]:
            assert time.monotonic() < deadline

        assert page.answer(window["id"], key=HEAD_KEY).status_code == 410

    def test_is_answered_once(self, page):
        page.say(basics())
        window = page.window()["id"]
        with ThreadPoolExecutor(8) as people:
            answers = list(people.map(lambda _: page.answer(window, key=HEAD_KEY).status_code, range(8)))

        assert sorted(set(answers)) == [200, 410]
        assert answers.count(200) == 1
        assert page.hear()["status"] is True

    @pytest.mark.parametrize(
        "choice",
        [{"key": "nobody"}, {"key": "../authority/test/nca"}, {"key": HEAD_KEY, "storage": "FLOPPY"}, {}],
    )
    def test_a_choice_that_makes_no_sense_keeps_it_open(self, page, choice):
        page.say(basics())
        window = page.window()["id"]

        assert page.answer(window, **choice).status_code == 422
        assert page.window()["id"] == window

    @pytest.mark.parametrize("body", [b"", b"[]", b'{"id": "no number", "cancel": true}'])
    def test_junk_is_refused(self, sandbox, body):
        answer = sandbox.http.post(
            "/ncalayer/answer/", content=body, headers={"Content-Type": "application/json"}
        )

        assert answer.status_code in {410, 422}


class TestFaults:
    def test_down_nobody_answers(self, ncalayer, sandbox):
        with sandbox.fault("ncalayer", "down"), pytest.raises((InvalidMessage, ConnectionClosed, EOFError)):
            connect(ncalayer, open_timeout=PATIENCE_SECONDS)

    def test_without_basics_the_old_module_still_signs(self, ncalayer, sandbox):
        with sandbox.fault("ncalayer", "no_basics"):
            page = Page(ncalayer, sandbox)
            assert page.ask(basics())["errorCode"] == "MODULE_NOT_FOUND"
            assert page.choose(common_utils("PKCS12", "SIGNATURE", "AAAA", False))["code"] == "200"
            page.socket.close()

    def test_silent_it_never_tells_its_version(self, ncalayer, sandbox):
        with sandbox.fault("ncalayer", "silent"), connect(ncalayer) as socket, pytest.raises(TimeoutError):
            socket.recv(timeout=0.5)
