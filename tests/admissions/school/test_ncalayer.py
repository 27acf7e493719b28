"""The director signs on the computer: the browser brings what NCALayer made, one document at a time."""

import datetime as dt
from base64 import b64encode

import pytest
from django.conf import settings as portal
from django.test import Client

from admissions import services
from admissions.models import IssuedDocument, Signature, SigningSession
from admissions.states import Status
from oqu.core import clock
from oqu.core.acting import acting
from oqu.sandbox.pki import load_key
from oqu.sandbox.signing.cms import sign
from tests import factories as make
from tests.admissions.school.pages import text, url
from tests.admissions.school.test_signing import (
    ORGANISATION_KEY,
    application,
    authority,
    director,
    page,
    school,
    shown,
)
from tests.integrations.signature.scenes import BIN, IIN, OTHER_BIN, OTHER_IIN

__all__ = ["application", "authority", "director", "school"]
pytestmark = pytest.mark.rule("R131")
CMS = "application/cms"


@pytest.fixture
def layer(authority):
    """NCALayer with the keys of the test authority: makes a CMS over these bytes."""

    def make_cms(content: bytes, key: str = ORGANISATION_KEY, *, is_attached: bool = False) -> bytes:
        return sign(content, load_key(authority, key), moment=make.NOW, is_attached=is_attached)

    return make_cms


def stored(director, application) -> bytes:
    """What the script fetches to have it signed."""
    return b"".join(director.get(url("decision-pdf", application)).streaming_content)


def post(director, application, session, cms: bytes, content_type: str = CMS):
    return director.post(url("signature", application, session.uuid), cms, content_type=content_type)


def nothing_is_signed(application) -> bool:
    with acting(make.SYSTEM):
        return not Signature.objects.exists() and make.status_of(application) == Status.ON_SIGNING


def decided_again(application, director) -> None:
    """Returned, then refused, and the document of the second round is there."""
    services.return_for_rework(uuid=application.uuid, comment="Ещё раз", by=director.actor, now=make.NOW)
    executor = make.executor(application.school)
    services.refuse(uuid=application.uuid, reason="classes_full", by=executor, now=make.NOW)
    services.issue_document(
        application_id=application.pk,
        round=make.reload(application).round,
        kind=IssuedDocument.Kind.DECISION,
        now=make.NOW,
    )


@pytest.mark.rule("R46", "R133")
class TestSigned:
    def test_the_stored_bytes_make_the_decision_final(self, director, application, layer):
        session = shown(director, application)

        answer = post(director, application, session, layer(stored(director, application)))

        assert (answer.status_code, answer.json()) == (200, {"url": page(session)})
        assert make.status_of(application) == Status.ACCEPTED
        with acting(make.SYSTEM):
            assert Signature.objects.get().method == Signature.Method.NCALAYER
            assert SigningSession.objects.get().state == SigningSession.State.SIGNED

    @pytest.mark.parametrize("key", [ORGANISATION_KEY, f"{ORGANISATION_KEY}-gost"])
    @pytest.mark.parametrize("is_attached", [False, True], ids=["detached", "attached"])
    def test_with_either_algorithm_and_either_form(self, director, application, layer, key, is_attached):
        cms = layer(stored(director, application), key, is_attached=is_attached)

        assert post(director, application, shown(director, application), cms).status_code == 200

    def test_the_way_on_ends_at_the_card_with_the_good_news_once(self, director, application, layer):
        answer = post(
            director, application, shown(director, application), layer(stored(director, application))
        )

        card = director.get(answer.json()["url"], follow=True)

        assert card.redirect_chain == [(url("card", application), 302)]
        assert text(card).replace("\xa0", "").count("Решение по заявке №1 подписано: Принято.") == 1

    def test_the_telephone_of_the_same_page_comes_too_late(self, director, application, layer):
        session = shown(director, application)
        post(director, application, session, layer(stored(director, application)))

        assert Client().get(f"/sign/{session.uuid}/").status_code == 403


class TestRefused:
    @pytest.mark.parametrize(
        ("key", "code"),
        [
            (f"personal-{IIN}", "signature.personal_key"),
            (f"employee-{IIN}-{BIN}", "signature.employee_key"),
            (f"expired-{IIN}-{BIN}", "signature.expired"),
            (f"revoked-{IIN}-{BIN}", "signature.revoked"),
            (f"forged-{IIN}-{BIN}", "signature.unknown_authority"),
            (f"auth-{IIN}", "signature.authentication_key"),
            (f"org-{OTHER_IIN}-{BIN}", "signature.other_person"),
            (f"org-{IIN}-{OTHER_BIN}", "signature.other_organisation"),
        ],
    )
    def test_wrong_key_is_named_and_the_right_one_still_signs(self, director, application, layer, key, code):
        session, content = shown(director, application), stored(director, application)

        refused = post(director, application, session, layer(content, key))

        assert (refused.status_code, refused.json()["code"]) == (409, code)
        assert refused.json()["message"]
        assert nothing_is_signed(application)
        assert post(director, application, session, layer(content)).status_code == 200

    @pytest.mark.parametrize("language", ["kk", "ru", "en"])
    def test_in_the_language_of_the_reader(self, director, application, layer, language):
        director.cookies[portal.LANGUAGE_COOKIE_NAME] = language
        session, content = shown(director, application), stored(director, application)

        message = post(director, application, session, layer(content, f"personal-{IIN}")).json()["message"]

        assert {"kk": "жеке кілтіңіз", "ru": "личный ключ", "en": "personal key"}[language] in message

    def test_signature_for_another_application(self, director, application, school, layer):
        other = make.proposed(school, child_last_name="Басқа")
        session = shown(director, application)

        answer = post(director, application, session, layer(stored(director, other)))

        assert answer.json()["code"] == "signature.other_document"
        assert nothing_is_signed(application)

    def test_signature_of_a_decision_that_was_returned(self, director, application, layer):
        session, content = shown(director, application), stored(director, application)
        services.return_for_rework(uuid=application.uuid, comment="Ещё раз", by=director.actor, now=make.NOW)

        answer = post(director, application, session, layer(content))

        assert answer.status_code == 409
        assert make.status_of(application) == Status.ON_REVIEW

    def test_signature_of_the_version_before_the_return(self, director, application, layer):
        session, content = shown(director, application), stored(director, application)
        decided_again(application, director)

        answer = post(director, application, session, layer(content))
        newer = post(director, application, shown(director, application), layer(content))

        assert answer.json()["code"] == "admissions.signing_page_is_old"
        assert newer.json()["code"] == "signature.other_document"
        assert nothing_is_signed(application)

    @pytest.mark.rule("R161")
    def test_twice(self, director, application, layer):
        session, cms = shown(director, application), layer(stored(director, application))
        post(director, application, session, cms)

        again = post(director, application, session, cms)

        assert (again.status_code, again.json()["code"]) == (409, "admissions.signing_page_is_old")
        with acting(make.SYSTEM):
            assert Signature.objects.count() == 1

    def test_after_five_minutes(self, director, application, layer):
        session, cms = shown(director, application), layer(stored(director, application))
        with clock.stopped_at(make.NOW + dt.timedelta(minutes=5)):
            answer = post(director, application, session, cms)

        assert answer.json()["code"] == "admissions.signing_page_is_old"
        assert nothing_is_signed(application)

    @pytest.mark.parametrize(
        ("body", "content_type", "code"),
        [
            (b"", CMS, "signature.malformed"),
            (b"\x30\x80junk", CMS, "signature.malformed"),
            (b"0" * 1_000_000, CMS, "signature.too_large"),
            (b"0" * 50_000_000, CMS, "signature.too_large"),
            (b64encode(b"cms"), "text/plain", "signature.malformed"),
            (b'{"cms": ""}', "application/json", "signature.malformed"),
        ],
        ids=["empty", "junk", "1 MB", "50 MB", "text", "json"],
    )
    def test_what_is_no_signature(self, director, application, body, content_type, code):
        answer = post(director, application, shown(director, application), body, content_type)

        assert (answer.status_code, answer.json()["code"]) == (409, code)
        assert nothing_is_signed(application)

    def test_from_a_page_of_another_site(self, director, application, layer):
        session, cms = shown(director, application), layer(stored(director, application))
        browser = Client(enforce_csrf_checks=True)
        browser.cookies = director.cookies

        assert post(browser, application, session, cms).status_code == 403
        assert nothing_is_signed(application)


class TestPage:
    def test_may_speak_to_ncalayer_and_no_other_page_may(self, director, application):
        session = shown(director, application)

        signing = director.get(page(session)).headers["Content-Security-Policy"]
        card = director.get(url("card", application)).headers["Content-Security-Policy"]

        assert f"connect-src 'self' {portal.NCALAYER_URL};" in signing + ";"
        assert "13579" not in card

    def test_names_the_document_and_whose_key(self, director, application):
        session = shown(director, application)

        body = director.get(page(session)).content.decode()

        assert f'data-ncalayer-signature="{url("signature", application, session.uuid)}"' in body
        assert f'data-iin="{IIN}" data-bin="{BIN}"' in body

    def test_offers_nothing_of_it_without_javascript(self, director, application):
        """The panel is shown by its script; what is there without one is the QR code."""
        body = director.get(page(shown(director, application))).content.decode()

        panel = body[body.index('<section class="layer') :]
        assert " hidden>" in panel.partition(">")[0] + ">"
