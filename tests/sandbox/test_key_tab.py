"""The tab «ЭЦП»: a fresh challenge, signed by an authentication certificate of the national authority, once."""

import re
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from asn1crypto import cms
from django.conf import settings

from oqu import world
from oqu.sandbox.pki import load_key, make_test_pki
from oqu.sandbox.pki.profile import Holder
from oqu.sandbox.signing.cms import sign_detached
from tests.sandbox.conftest import DIRECTOR, PARENT_IIN, SCHOOL
from tests.sandbox.visitor import asked_to_sign

pytestmark = pytest.mark.rule("R7", "R8")

KEYS = settings.LOCAL_DIR / "pki"
AUTH = f"auth-{DIRECTOR.iin}"
STRANGER = next(
    human for human in world.people() if human.phone and human.iin not in {DIRECTOR.iin, PARENT_IIN}
)


@pytest.fixture
def visitor(sandbox, authorize):
    visitor = sandbox.visitor(authorize())
    visitor.open_tab("eds")
    return visitor


def refused(page):
    """The sentence above the tab."""
    assert page.status_code == 422, page.url
    return re.search(r'<p class="alert" role="alert">([^<]+)</p>', page.text)[1]


def signed(content, key):
    return b64encode(sign_detached(content, load_key(KEYS, key), moment=datetime.now(UTC))).decode()


class TestGoodKey:
    @pytest.mark.parametrize("key", [AUTH, f"{AUTH}-gost"])
    def test_of_a_person_signs_that_person_in(self, visitor, key):
        page = visitor.post("", visitor.signed_with(key))

        assert page.url.path.endswith("/code/")

    @pytest.mark.rule("R17")
    def test_of_an_organisation_sends_the_sms_to_the_person_of_the_certificate(self, sandbox, visitor):
        phone = next(human.phone for human in world.people() if human.iin == DIRECTOR.iin)

        with sandbox.arriving(phone) as messages:
            page = visitor.post("", visitor.signed_with(f"orgauth-{DIRECTOR.iin}-{SCHOOL.bin}"))

        assert page.url.path.endswith("/code/")
        assert len(messages) == 1

    def test_may_put_the_challenge_inside(self, visitor):
        form = visitor.signed_with(AUTH)
        asked = asked_to_sign(visitor.page.text)
        envelope = cms.ContentInfo.load(
            sign_detached(asked.to_sign, load_key(KEYS, AUTH), moment=datetime.now(UTC))
        )
        envelope["content"]["encap_content_info"] = {"content_type": "data", "content": asked.to_sign}
        form["cms"] = b64encode(envelope.dump(force=True)).decode()

        assert visitor.post("", form).url.path.endswith("/code/")


class TestChallenge:
    def test_is_32_bytes_and_never_the_same(self, visitor):
        first = asked_to_sign(visitor.page.text)
        visitor.open_tab("eds")
        second = asked_to_sign(visitor.page.text)

        assert len(first.to_sign) == len(second.to_sign) == 32
        assert first.to_sign != second.to_sign

    def test_that_was_tampered_with_is_refused(self, visitor):
        form = visitor.signed_with(AUTH)
        form["cms"] = signed(b"\0" * 32, AUTH)

        assert "не то, о чём просила" in refused(visitor.post("", form))

    def test_that_was_used_is_refused_also_with_a_good_key(self, visitor):
        form = visitor.signed_with(f"personal-{DIRECTOR.iin}")
        again = visitor.signed_with(AUTH)
        assert "подписывают, а не входят" in refused(visitor.post("", form))

        assert "действует один раз" in refused(visitor.post("", again))

    def test_is_good_for_one_of_many_tries_at_once(self, visitor):
        form = visitor.signed_with(f"personal-{DIRECTOR.iin}")
        with ThreadPoolExecutor(16) as browsers:
            pages = list(browsers.map(lambda _: visitor.post_only("", form), range(16)))

        reasons = [refused(page) for page in pages]
        assert sum("подписывают, а не входят" in reason for reason in reasons) == 1
        assert sum("действует один раз" in reason for reason in reasons) == 15

    def test_that_is_older_than_five_minutes_is_refused(self, visitor):
        page = visitor.post("", visitor.signed_with(AUTH), {"X-Sandbox-Ahead": "301"})

        assert "действует 5 минут" in refused(page)

    def test_of_another_browser_is_refused(self, sandbox, authorize, visitor):
        other = sandbox.visitor(authorize())
        other.open_tab("eds")

        page = visitor.post("", other.signed_with(AUTH))

        assert "другого входа" in refused(page)

    @pytest.mark.parametrize("number", ["", "no number", "00000000-0000-4000-8000-000000000000"])
    def test_that_was_invented_is_refused(self, visitor, number):
        page = visitor.post("", visitor.signed_with(AUTH) | {"challenge": number})

        assert "другого входа" in refused(page)

    def test_that_failed_is_followed_by_a_fresh_one(self, visitor):
        visitor.post("", visitor.signed_with(f"personal-{DIRECTOR.iin}"))

        assert visitor.post("", visitor.signed_with(AUTH)).url.path.endswith("/code/")


class TestRefusedKey:
    @pytest.mark.parametrize(
        ("key", "words"),
        [
            (f"personal-{DIRECTOR.iin}", "подписывают, а не входят"),
            (f"org-{DIRECTOR.iin}-{SCHOOL.bin}", "подписывают, а не входят"),
            (f"expiredauth-{DIRECTOR.iin}", "истёк"),
            (f"revokedauth-{DIRECTOR.iin}", "отозван"),
            (f"revokedauth-{DIRECTOR.iin}-gost", "отозван"),
            (f"forgedauth-{DIRECTOR.iin}-gost", "не Национальным удостоверяющим центром"),
            (f"forgedauth-{DIRECTOR.iin}", "не Национальным удостоверяющим центром"),
        ],
    )
    def test_has_a_sentence_of_its_own(self, visitor, key, words):
        assert words in refused(visitor.post("", visitor.signed_with(key)))

    def test_of_another_iin_than_the_portal_asked_for(self, sandbox, authorize):
        visitor = sandbox.visitor(authorize(login_hint=PARENT_IIN))
        visitor.open_tab("eds")

        assert "ИИН сертификата не тот" in refused(visitor.post("", visitor.signed_with(AUTH)))

    def test_of_a_person_who_is_in_no_register(self, visitor):
        key = issued("auth-980101300018", Holder("980101300018", "Никто", "Некто", ""))

        assert "нет в регистре населения" in refused(visitor.post("", visitor.signed_with(key)))

    def test_of_an_organisation_that_is_in_no_register(self, visitor):
        holder = Holder(STRANGER.iin, STRANGER.last_name, STRANGER.first_name, "", "ТОО", "990140000019")
        key = issued(f"orgauth-{STRANGER.iin}-990140000019", holder)

        page = visitor.post("", visitor.signed_with(key))

        assert "нет в регистре юридических лиц" in refused(page)

    @pytest.mark.parametrize("junk", ["", "не base64", "AAAA", b64encode(b"\x30" * 70_000).decode()])
    def test_that_is_no_signature_at_all(self, visitor, junk):
        page = visitor.post("", visitor.signed_with(AUTH) | {"cms": junk})

        assert "Подпись не прочитать" in refused(page)

    def test_whose_signature_was_changed(self, visitor):
        form = visitor.signed_with(AUTH)
        asked = asked_to_sign(visitor.page.text)
        envelope = cms.ContentInfo.load(
            sign_detached(asked.to_sign, load_key(KEYS, AUTH), moment=datetime.now(UTC))
        )
        [signer] = envelope["content"]["signer_infos"]
        signer["signature"] = bytes([signer["signature"].native[0] ^ 1]) + signer["signature"].native[1:]
        form["cms"] = b64encode(envelope.dump(force=True)).decode()

        assert "не сходится" in refused(visitor.post("", form))


def test_without_javascript_the_tab_names_the_other_way(visitor):
    assert "не работает без JavaScript" in visitor.page.text
    assert "по QR-коду" in visitor.page.text


def issued(name, holder):
    """A key that the test authority made for somebody outside the town."""
    make_test_pki(KEYS, {name: holder}, now=datetime.now(UTC))
    return name
