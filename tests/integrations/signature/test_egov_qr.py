"""What the telephone reads and sends, field by field, and what of it is refused."""

import base64
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from oqu.integrations.signature import SignatureRefused, egov_qr

DECISION = egov_qr.DocumentToSign(
    id=1,
    names=egov_qr.Names(ru="Решение № 34", kk="№ 34 шешім", en="Decision No. 34"),
    meta=(("Номер", "34"),),
    content=b"%PDF-1.7",
)


def put(**changes: Any) -> bytes:
    body = egov_qr.api_2([DECISION]) | changes
    return json.dumps(body).encode()


def entry(number: object = 1, data: object = "AAAA") -> dict[str, Any]:
    return {"id": number, "document": {"file": {"mime": "", "data": data}}}


@pytest.mark.rule("R131")
class TestQuestions:
    def test_qr_text(self) -> None:
        assert egov_qr.qr_text("https://oqu.example/q/1") == "mobileSign:https://oqu.example/q/1"

    def test_api_1(self) -> None:
        answer = egov_qr.api_1(
            description="Решение",
            expires_at=datetime(2026, 6, 18, 7, 30, tzinfo=UTC),
            organisation=egov_qr.Names(ru="Школа", kk="Мектеп", en="School"),
            organisation_bin="950640000018",
            documents_url="https://oqu.example/q/1/documents",
            token="secret",
        )
        assert answer == {
            "description": "Решение",
            "expiry_date": "2026-06-18T07:30:00+00:00",
            "organisation": {
                "nameRu": "Школа",
                "nameKz": "Мектеп",
                "nameEn": "School",
                "bin": "950640000018",
            },
            "document": {
                "uri": "https://oqu.example/q/1/documents",
                "auth_type": "Token",
                "auth_token": "secret",
            },
        }

    def test_api_2(self) -> None:
        assert egov_qr.api_2([DECISION]) == {
            "signMethod": "CMS_SIGN_ONLY",
            "version": 1,
            "documentsToSign": [
                {
                    "id": 1,
                    "nameRu": "Решение № 34",
                    "nameKz": "№ 34 шешім",
                    "nameEn": "Decision No. 34",
                    "meta": [{"name": "Номер", "value": "34"}],
                    "document": {"file": {"mime": "@file/pdf", "data": "JVBERi0xLjc="}},
                }
            ],
        }


class TestAnswer:
    def test_signatures_in_the_order_they_were_asked_for(self) -> None:
        body = put(documentsToSign=[entry(2, "Ag=="), entry(1, "A\r\nQ==")])
        assert egov_qr.read_signatures(body, asked=[1, 2]) == [(1, b"\x01"), (2, b"\x02")]

    @pytest.mark.parametrize(
        "entries",
        [
            [],
            [entry(2)],
            [entry(1), entry(2)],
            [entry(1), entry(1)],
            [entry("1")],
            [entry(True)],
            [entry([])],
        ],
        ids=["none", "another", "one more", "twice", "text", "truth", "list"],
    )
    def test_not_the_documents_that_were_asked_for(self, entries: list[Any]) -> None:
        with pytest.raises(SignatureRefused) as refusal:
            egov_qr.read_signatures(put(documentsToSign=entries), asked=[1])
        assert refusal.value.code == "signature.other_document"

    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"\xff",
            b"[]",
            b"null",
            b"1e999",
            b"[" * 90_000,
            put(signMethod="XML"),
            put(version=2),
            put(documentsToSign=None),
            put(documentsToSign={"id": 1}),
            put(documentsToSign=["x"]),
            put(documentsToSign=[entry(data="я")]),
            put(documentsToSign=[entry(data="AAA")]),
            put(documentsToSign=[entry(data=7)]),
        ],
    )
    def test_unreadable(self, body: bytes) -> None:
        with pytest.raises(SignatureRefused) as refusal:
            egov_qr.read_signatures(body, asked=[1])
        assert refusal.value.code == "signature.malformed"

    def test_too_large(self) -> None:
        huge = base64.b64encode(bytes(200_000)).decode()
        with pytest.raises(SignatureRefused) as refusal:
            egov_qr.read_signatures(put(documentsToSign=[entry(data=huge)]), asked=[1])
        assert refusal.value.code == "signature.too_large"


class TestWords:
    @pytest.mark.parametrize(
        ("header", "language"),
        [("kk", "kk"), ("en-US,en;q=0.9", "en"), ("RU", "ru"), ("", "ru"), ("de", "ru")],
    )
    def test_language(self, header: str, language: str) -> None:
        assert egov_qr.language_of(header) == language

    def test_refusal(self) -> None:
        status, body = egov_qr.refused("signature.personal_key", "en")
        assert status == 403
        assert body["message"].startswith("This is your personal key")
