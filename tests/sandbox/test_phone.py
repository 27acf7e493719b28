import pytest
from django.conf import settings

NUMBER = "+77075559001"


@pytest.fixture
def send(sandbox):
    def post(*, token=None, headers=None, **message):
        message = {"message_id": "m-1", "to": NUMBER, "text": "Сәлем, Әсем!", "sender": "OQU"} | message
        bearer = {"Authorization": f"Bearer {token or settings.SMS_TOKEN}"}
        return sandbox.http.post("/sms/api/v1/messages", json=message, headers=bearer | (headers or {}))

    return post


@pytest.fixture
def status(sandbox):
    def get(message_id):
        bearer = {"Authorization": f"Bearer {settings.SMS_TOKEN}"}
        return sandbox.http.get(f"/sms/api/v1/messages/{message_id}", headers=bearer)

    return get


class TestGateway:
    def test_message_lands_in_the_telephone(self, sandbox, send, status):
        answer = send(message_id="lands", to="+77075559002")

        assert answer.status_code == 202
        assert answer.json()["status"] == "queued"
        (message,) = sandbox.sms("+77075559002")
        assert (message["sender"], message["text"]) == ("OQU", "Сәлем, Әсем!")
        assert message["received_at"]
        assert status("lands").json() == {"id": answer.json()["id"], "status": "delivered"}

    def test_same_message_again_is_one_message(self, sandbox, send):
        answers = [send(message_id="twice", to="+77075559003") for _ in range(3)]

        assert {answer.json()["id"] for answer in answers} == {answers[0].json()["id"]}
        assert len(sandbox.sms("+77075559003")) == 1

    @pytest.mark.parametrize(
        ("message", "code"),
        [
            ({"to": "+79161234567890"}, "bad_number"),
            ({"to": "87075559001"}, "bad_number"),
            ({"to": None}, "bad_number"),
            ({"text": ""}, "bad_text"),
            ({"text": "ә" * 1001}, "bad_text"),
            ({"message_id": ""}, "bad_message_id"),
            ({"message_id": 7}, "bad_message_id"),
        ],
    )
    def test_bad_message_is_refused(self, send, message, code):
        answer = send(**({"message_id": "bad"} | message))

        assert (answer.status_code, answer.json()["code"]) == (422, code)

    def test_wrong_token_is_refused(self, send):
        assert send(token="wrong").status_code == 401

    @pytest.mark.parametrize(("fault", "expected"), [("undelivered", "failed"), ("stuck", "queued")])
    def test_what_is_not_delivered_is_not_on_the_telephone(self, sandbox, send, status, fault, expected):
        number = {"undelivered": "+77075559004", "stuck": "+77075559005"}[fault]

        answer = send(message_id=fault, to=number, headers={"X-Sandbox-Fault": f"sms={fault}"})

        assert answer.status_code == 202
        assert status(fault).json()["status"] == expected
        assert sandbox.sms(number) == []

    def test_unknown_message_is_not_found(self, status):
        assert status("never").status_code == 404


class TestTelephone:
    @pytest.mark.parametrize(
        "typed", ["+77075559006", " 77075559006", "8 (707) 555-90-06", "+7 (707) 555-90-06"]
    )
    def test_number_may_be_typed_in_any_way(self, sandbox, send, typed):
        send(message_id="typed", to="+77075559006")

        page = sandbox.http.get("/phone/", params={"number": typed}).text

        assert "Сәлем, Әсем!" in page

    def test_not_a_number_keeps_what_was_typed_and_says_what_to_do(self, sandbox):
        page = sandbox.http.get("/phone/", params={"number": "абв<1>"}).text

        assert "Нужен номер Казахстана" in page
        assert 'value="абв&lt;1&gt;"' in page

    def test_message_cannot_bring_markup(self, sandbox, send):
        send(message_id="markup", to="+77075559007", text="<script>alert(1)</script>")

        assert "<script>" not in sandbox.http.get("/phone/", params={"number": "+77075559007"}).text
