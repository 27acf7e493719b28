"""API 1 and API 2 against telephones that are not ours."""

import json
from base64 import b64decode
from uuid import uuid4

import pytest
from django.urls import reverse

from admissions import services
from admissions.models import SigningSession
from oqu.core.acting import acting
from tests import factories as make
from tests.admissions.school.telephone import Telephone


@pytest.fixture
def telephone(tmp_path) -> Telephone:
    return Telephone(tmp_path)


@pytest.fixture
def session(school, director) -> SigningSession:
    application = make.proposed(school)
    return services.open_session(uuid=application.uuid, by=director.actor, now=make.NOW)


@pytest.fixture
def offers(session) -> str:
    return reverse("admissions:phone-api-1", args=[session.uuid])


@pytest.fixture
def papers(session) -> str:
    return reverse("admissions:phone-api-2", args=[session.uuid])


def test_api_1_tells_who_asks_until_when_and_where(telephone, session, offers, papers, school, settings):
    told = telephone.ask(offers).json()

    assert told["organisation"] == {
        "nameRu": school.name_ru, "nameKz": school.name_kk, "nameEn": school.name_en, "bin": school.bin,
    }  # fmt: skip
    assert told["expiry_date"] == "2026-05-12T12:24:12+05:00"
    assert told["description"] == f"Решение по заявке {session.application.reference}"
    assert told["document"]["uri"] == settings.PUBLIC_URL + papers
    assert told["document"]["auth_type"] == "Token"


def test_api_2_gives_the_stored_bytes_to_the_bearer(telephone, session, papers):
    given = telephone.ask(papers, services.token_of(session)).json()

    [document] = given["documentsToSign"]
    with services.open_issued(session.document) as stored:
        assert b64decode(document["document"]["file"]["data"]) == stored.read()
    assert given["signMethod"] == "CMS_SIGN_ONLY"
    assert session.application.child_last_name not in json.dumps(document["meta"], ensure_ascii=False)


@pytest.mark.parametrize("token", ["", "wrong", "я" * 10])
def test_without_the_token_nothing_is_given_or_taken(telephone, session, papers, token):
    asked = telephone.browser.get(
        papers, headers={"Authorization": f"Bearer {token}".encode().decode("latin-1")}
    )
    put = telephone.put(papers, "wrong", b"{}")

    assert (asked.status_code, put.status_code) == (403, 403)
    assert asked.json()["message"]
    with acting(make.SYSTEM):
        assert SigningSession.objects.get().state == "waiting"


def test_an_unknown_code_is_404_in_json(telephone):
    for name in ("phone-api-1", "phone-api-2"):
        answer = telephone.ask(reverse(f"admissions:{name}", args=[uuid4()]), "x")
        assert answer.status_code == 404
        assert answer.json()["message"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"\xff\xfe",
        b"{" * 50_000,
        b'{"signMethod":"XML","version":1,"documentsToSign":[]}',
        b'{"signMethod":"CMS_SIGN_ONLY","version":1,"documentsToSign":[{}]}',
        b'{"signMethod":"CMS_SIGN_ONLY","version":1,"documentsToSign":[{"id":true,"document":{"file":{"data":"AA=="}}}]}',
        b'{"signMethod":"CMS_SIGN_ONLY","version":1,"documentsToSign":null}',
        b"x" * (3 * 1024 * 1024),
    ],
    ids=lambda body: body[:20].decode("latin-1"),
)
def test_a_hostile_body_gets_a_sentence_and_never_a_500(telephone, session, papers, body):
    answer = telephone.put(papers, services.token_of(session), body)

    assert answer.status_code == 403
    assert answer.json()["message"]


def test_a_signature_that_is_none_is_refused(telephone, session, papers):
    task = telephone.ask(papers, services.token_of(session)).json()

    answer = telephone.put(papers, services.token_of(session), json.dumps(task).encode())

    assert answer.status_code == 403


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_refusals_speak_the_telephones_language(telephone, session, papers, language):
    telephone.language = language

    message = telephone.put(papers, services.token_of(session), b"{}").json()["message"]

    assert message.isascii() is (language == "en")
    assert any(letter in message for letter in "әғқңөұүі") is (language == "kk")


@pytest.mark.parametrize("method", ["post", "delete", "patch"])
def test_other_methods_are_refused(telephone, papers, method):
    assert getattr(telephone.browser, method)(papers).status_code == 405
