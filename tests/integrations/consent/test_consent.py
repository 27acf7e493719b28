from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.conf import settings as portal

from oqu import world
from oqu.integrations.consent import ConsentNotGranted, ConsentUnavailable, NoPhone, get_consent
from oqu.integrations.consent.client import ConsentClient

# Somebody whose telephone no other test reads.
PERSON = [human for human in world.people() if human.phone][-201]
REQUESTER = "Школа-гимназия № 32"


@pytest.fixture
def asked(sandbox):
    """The id of a request whose SMS has been sent."""
    request_id = uuid4()
    get_consent().ask(request_id=request_id, iin=PERSON.iin, requester=REQUESTER)
    return request_id


@pytest.mark.rule("R22", "R147")
class TestAsk:
    def test_tells_the_masked_number_and_until_when(self, sandbox):
        asked = get_consent().ask(request_id=uuid4(), iin=PERSON.iin, requester=REQUESTER)

        assert asked.masked_phone.endswith(PERSON.phone[-2:])
        assert PERSON.phone[5:10] not in asked.masked_phone.replace(" ", "")
        left = asked.expires_at - datetime.now(UTC)
        assert timedelta(hours=23, minutes=59) < left <= timedelta(hours=24)
        assert REQUESTER in sandbox.sms(PERSON.phone)[0]["text"]

    def test_after_a_time_out_the_repeat_is_one_sms(self, sandbox):
        hasty = ConsentClient(portal.CONSENT_URL, portal.CONSENT_TOKEN, timeout=0.2)
        request_id = uuid4()

        with sandbox.arriving(PERSON.phone) as messages:
            with sandbox.fault("consent", "slow"), pytest.raises(ConsentUnavailable):
                hasty.ask(request_id=request_id, iin=PERSON.iin, requester=REQUESTER)
            get_consent().ask(request_id=request_id, iin=PERSON.iin, requester=REQUESTER)

        assert len(messages) == 1

    @pytest.mark.parametrize("iin", [world.NO_PHONE_IIN, "950601500017", "abc"])
    def test_without_a_number_is_refused(self, sandbox, iin):
        with pytest.raises(NoPhone) as refusal:
            get_consent().ask(request_id=uuid4(), iin=iin, requester=REQUESTER)

        assert (refusal.value.code, refusal.value.http_status) == ("consent.no_phone", 422)


class TestState:
    @pytest.mark.rule("R22")
    @pytest.mark.parametrize(
        ("reply", "expected"), [(None, "sms_sent"), ("511", "granted"), ("нет", "declined")]
    )
    def test_follows_the_reply(self, sandbox, asked, reply, expected):
        if reply:
            sandbox.answer_1414(PERSON.phone, reply)

        assert get_consent().state(asked) == expected

    @pytest.mark.rule("R23")
    def test_reply_from_another_number_does_not_count(self, sandbox, asked):
        sandbox.answer_1414(PERSON.phone, sim="+77075550021")

        assert get_consent().state(asked) == "sms_sent"

    def test_expires(self, sandbox, asked):
        with sandbox.fault("consent", "expired"):
            assert get_consent().state(asked) == "expired"

    def test_request_that_never_arrived_is_unavailable(self, sandbox):
        with pytest.raises(ConsentUnavailable):
            get_consent().state(uuid4())


class TestRevoke:
    def test_ends_a_granted_consent_and_may_be_repeated(self, sandbox, asked):
        sandbox.answer_1414(PERSON.phone)

        for _ in range(2):
            get_consent().revoke(asked)

        assert get_consent().state(asked) == "revoked"

    def test_what_was_not_granted_is_refused(self, asked):
        with pytest.raises(ConsentNotGranted) as refusal:
            get_consent().revoke(asked)

        assert (refusal.value.code, refusal.value.http_status) == ("consent.not_granted", 409)


CALLS = (
    lambda client, asked: client.ask(request_id=asked, iin=PERSON.iin, requester=REQUESTER),
    lambda client, asked: client.state(asked),
    lambda client, asked: client.revoke(asked),
)


@pytest.mark.parametrize("call", CALLS)
class TestBrokenService:
    @pytest.mark.parametrize("kind", ["down", "wrong_data"])
    def test_is_unavailable(self, sandbox, asked, call, kind):
        sandbox.answer_1414(PERSON.phone)
        with sandbox.fault("consent", kind), pytest.raises(ConsentUnavailable) as refusal:
            call(get_consent(), asked)

        assert (refusal.value.code, refusal.value.http_status) == ("consent.unavailable", 503)

    def test_slow_is_unavailable(self, sandbox, asked, call):
        hasty = ConsentClient(portal.CONSENT_URL, portal.CONSENT_TOKEN, timeout=0.2)
        with sandbox.fault("consent", "slow"), pytest.raises(ConsentUnavailable):
            call(hasty, asked)

    def test_nothing_listening_is_unavailable(self, call):
        with pytest.raises(ConsentUnavailable):
            call(ConsentClient("http://127.0.0.1:9", "t"), uuid4())

    @pytest.mark.parametrize(("name", "value"), [("CONSENT_TOKEN", "wrong"), ("CONSENT_URL", "{}/elsewhere")])
    def test_our_own_wrong_settings_are_unavailable(self, sandbox, settings, asked, call, name, value):
        setattr(settings, name, value.format(sandbox.url))

        with pytest.raises(ConsentUnavailable):
            call(get_consent(), asked)

    def test_nothing_personal_is_logged(self, sandbox, asked, call, caplog):
        caplog.set_level("INFO")
        with sandbox.fault("consent", "down"), pytest.raises(ConsentUnavailable):
            call(get_consent(), asked)

        assert str(asked) in caplog.text
        assert PERSON.iin not in caplog.text
        assert PERSON.phone not in caplog.text
