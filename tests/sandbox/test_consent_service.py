"""The state's consent service: an SMS from 1414, the answer 511 from the same number."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.conf import settings

from oqu import world

# People of the crowd, one for each test, so that no other test reads their telephones.
SOMEBODY_ELSE = iter([human for human in world.people() if human.phone][-200:])
PATH = "/kdp/api/v1/requests"
DAY_SECONDS = 24 * 60 * 60


@pytest.fixture
def person():
    """Somebody whose telephone is new to this test."""
    return next(SOMEBODY_ELSE)


@pytest.fixture
def call(sandbox):
    def request(method, path="", *, token=None, ahead=0, fault="", **options):
        headers = {
            "Authorization": f"Bearer {token or settings.CONSENT_TOKEN}",
            "X-Sandbox-Ahead": str(ahead),
            "X-Sandbox-Fault": f"consent={fault}",
        }
        return sandbox.http.request(method, PATH + path, headers=headers, **options)

    return request


@pytest.fixture
def ask(call):
    """Asks about a person; the id of the request and the answer."""

    def post(iin, request_id=None, requester="Школа № 32", **options):
        request_id = request_id or str(uuid4())
        body = {"request_id": request_id, "iin": iin, "requester": requester}
        return request_id, call("POST", json=body, **options)

    return post


@pytest.fixture
def state(call):
    return lambda request_id, **options: call("GET", f"/{request_id}", **options).json()["state"]


@pytest.mark.rule("R22", "R147")
class TestAsking:
    def test_sms_comes_from_1414_and_says_who_asks_and_what_to_answer(self, sandbox, ask, person):
        _, answer = ask(person.iin)

        assert answer.status_code == 202
        assert answer.json()["state"] == "sms_sent"
        assert answer.json()["masked_phone"] == f"+7 707 *** ** {person.phone[-2:]}"
        (sms,) = sandbox.sms(person.phone)
        assert sms["sender"] == "1414"
        russian, kazakh = sms["text"].split("\n")
        assert "Школа № 32 запрашивает согласие" in russian
        assert "ответьте на это SMS текстом 511" in russian
        assert "Школа № 32 дербес деректеріңізді" in kazakh
        assert "511 деп жауап беріңіз" in kazakh

    def test_parallel_repeats_are_one_sms_and_one_answer(self, sandbox, ask, person):
        request_id = str(uuid4())
        with ThreadPoolExecutor(8) as pool:
            answers = [done[1] for done in pool.map(lambda _: ask(person.iin, request_id), range(16))]

        assert {answer.status_code for answer in answers} == {202}
        assert len({answer.text for answer in answers}) == 1
        assert len(sandbox.sms(person.phone)) == 1

    def test_one_id_is_not_for_two_people(self, sandbox, ask, person):
        request_id, _ = ask(world.MINISTRY_IIN)

        answer = ask(person.iin, request_id)[1]

        assert (answer.status_code, answer.json()["code"]) == (409, "another_person")
        assert sandbox.sms(person.phone) == []

    @pytest.mark.parametrize("iin", [world.NO_PHONE_IIN, "950601500017", "950601500018", "", None, 7, "\0"])
    def test_without_a_number_there_is_nobody_to_ask(self, ask, iin):
        answer = ask(iin)[1]

        assert (answer.status_code, answer.json()["code"]) == (422, "no_phone")

    @pytest.mark.parametrize("requester", ["", "  ", "ш" * 201, "a\0b", None, 7])
    def test_who_asks_must_be_said(self, ask, person, requester):
        answer = ask(person.iin, requester=requester)[1]

        assert (answer.status_code, answer.json()["code"]) == (422, "bad_requester")

    @pytest.mark.parametrize("request_id", ["1", 7, ["x"]])
    def test_id_must_be_a_uuid(self, ask, person, request_id):
        answer = ask(person.iin, request_id)[1]

        assert (answer.status_code, answer.json()["code"]) == (422, "bad_request_id")

    @pytest.mark.parametrize("path", ["", "/{}", "/{}/revoke"])
    def test_wrong_token_is_refused(self, call, path):
        method = "GET" if path == "/{}" else "POST"

        assert call(method, path.format(uuid4()), token="wrong").status_code == 401

    @pytest.mark.parametrize(("method", "path"), [("GET", "/{}"), ("POST", "/{}/revoke")])
    def test_unknown_request_is_not_found(self, call, method, path):
        answer = call(method, path.format(uuid4()))

        assert (answer.status_code, answer.json()["code"]) == (404, "request_not_found")


class TestReply:
    @pytest.mark.rule("R22")
    @pytest.mark.parametrize("text", ["511", " 511 "])
    def test_511_grants(self, sandbox, ask, state, person, text):
        request_id, _ = ask(person.iin)

        sandbox.answer_1414(person.phone, text)

        assert state(request_id) == "granted"

    @pytest.mark.rule("R22")
    @pytest.mark.parametrize("text", ["да", "5 11", "5111", "51"])
    def test_anything_else_declines(self, sandbox, ask, state, person, text):
        request_id, _ = ask(person.iin)

        sandbox.answer_1414(person.phone, text)

        assert state(request_id) == "declined"

    def test_first_reply_is_final(self, sandbox, ask, state, person):
        request_id, _ = ask(person.iin)

        sandbox.answer_1414(person.phone, "нет")
        sandbox.answer_1414(person.phone, "511")

        assert state(request_id) == "declined"

    @pytest.mark.rule("R23")
    @pytest.mark.parametrize("text", ["511", "нет"])
    def test_from_another_number_does_not_count(self, sandbox, ask, state, person, text):
        request_id, _ = ask(person.iin)

        sandbox.answer_1414(person.phone, text, sim="+77075550021")

        assert state(request_id) == "sms_sent"
        sandbox.answer_1414(person.phone)
        assert state(request_id) == "granted"

    def test_answers_the_message_it_was_given_to(self, sandbox, ask, state, person):
        first, _ = ask(person.iin)
        second, _ = ask(person.iin)

        sandbox.answer_1414(person.phone)

        assert (state(first), state(second)) == ("sms_sent", "granted")

    def test_after_a_day_comes_too_late(self, sandbox, ask, state, person):
        request_id, _ = ask(person.iin)
        assert state(request_id, ahead=DAY_SECONDS - 60) == "sms_sent"
        assert state(request_id, ahead=DAY_SECONDS) == "expired"

        sandbox.answer_1414(person.phone, headers={"X-Sandbox-Ahead": str(DAY_SECONDS + 1)})

        assert state(request_id, ahead=DAY_SECONDS + 2) == "expired"

    def test_given_in_time_does_not_expire(self, sandbox, ask, state, person):
        request_id, _ = ask(person.iin)

        sandbox.answer_1414(person.phone)

        assert state(request_id, ahead=DAY_SECONDS) == "granted"


class TestRevoking:
    def test_ends_a_granted_consent_once_and_for_all(self, sandbox, ask, call, state, person):
        request_id, _ = ask(person.iin)
        sandbox.answer_1414(person.phone)

        answers = [call("POST", f"/{request_id}/revoke") for _ in range(2)]

        assert [answer.json()["state"] for answer in answers] == ["revoked", "revoked"]
        sandbox.answer_1414(person.phone)
        assert state(request_id) == "revoked"

    @pytest.mark.parametrize("text", [None, "нет"])
    def test_what_was_not_granted_cannot_be_revoked(self, sandbox, ask, call, person, text):
        request_id, _ = ask(person.iin)
        if text:
            sandbox.answer_1414(person.phone, text)

        answer = call("POST", f"/{request_id}/revoke")

        assert (answer.status_code, answer.json()["code"]) == (409, "not_granted")


class TestFaults:
    def test_down_answers_503_in_json(self, ask, person):
        answer = ask(person.iin, fault="down")[1]

        assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")

    def test_expired_stays_so_after_the_repair(self, sandbox, ask, state, person):
        request_id, answer = ask(person.iin, fault="expired")
        assert answer.json()["state"] == "expired"

        sandbox.answer_1414(person.phone)

        assert state(request_id) == "expired"

    def test_expired_while_waiting(self, ask, state, person):
        request_id, _ = ask(person.iin)

        assert state(request_id, fault="expired") == "expired"

    def test_no_answer_loses_the_reply(self, sandbox, ask, state, person):
        request_id, _ = ask(person.iin)

        sandbox.answer_1414(person.phone, headers={"X-Sandbox-Fault": "consent=no_answer"})

        assert state(request_id) == "sms_sent"

    def test_wrong_data_has_a_state_nobody_knows(self, ask, state, person):
        request_id, _ = ask(person.iin)

        assert state(request_id, fault="wrong_data") == "maybe"


class TestTelephone:
    def test_shows_a_form_until_it_is_answered(self, sandbox, ask, person):
        ask(person.iin)
        assert f"Ответить с номера {person.phone}" in _page(sandbox, person)

        shown = sandbox.answer_1414(person.phone, "<b>511</b>")

        assert shown.status_code == 302
        assert "Ответить с номера" not in _page(sandbox, person)
        assert "Вы ответили: <strong>&lt;b&gt;511&lt;/b&gt;</strong>" in _page(sandbox, person)

    def test_reply_of_another_number_leaves_the_form(self, sandbox, ask, person):
        ask(person.iin)

        sandbox.answer_1414(person.phone, sim="+77075550022")

        assert "Ответить с номера" in _page(sandbox, person)

    @pytest.mark.parametrize("text", ["", " ", "5" * 161, "5\0"])
    def test_what_is_not_an_sms_is_not_sent(self, sandbox, ask, state, person, text):
        request_id, _ = ask(person.iin)

        answer = sandbox.answer_1414(person.phone, text)

        assert answer.status_code == 422
        assert "Наберите ответ" in answer.text
        assert state(request_id) == "sms_sent"

    def test_message_that_awaits_nothing_cannot_be_answered(self, sandbox):
        bearer = {"Authorization": f"Bearer {settings.SMS_TOKEN}"}
        message = {"message_id": str(uuid4()), "to": "+77075557001", "text": "x", "sender": "OQU"}
        sandbox.http.post("/sms/api/v1/messages", json=message, headers=bearer)
        (sms,) = sandbox.sms("+77075557001")

        answer = sandbox.http.post(
            f"/phone/messages/{sms['id']}/reply/", data={"number": "+77075557001", "text": "511"}
        )

        assert answer.status_code == 404

    def test_code_of_egov_is_found_behind_a_consent_message(self, sandbox, ask, at_code):
        ask(world.PARENTS[0])

        assert len(sandbox.code_for(at_code.phone)) == 5


def _page(sandbox, person) -> str:
    return sandbox.http.get("/phone/", params={"number": person.phone}).text
