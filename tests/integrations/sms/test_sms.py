import pytest

from oqu.integrations.sms import SmsRejected, SmsUnavailable, get_sms
from oqu.integrations.sms.client import SmsClient


class TestSend:
    def test_arrives(self, sandbox):
        get_sms().send(phone="+77075558001", text="Өтініш қабылданды", message_id="c-1")

        (message,) = sandbox.sms("+77075558001")
        assert (message["sender"], message["text"]) == ("OQU", "Өтініш қабылданды")

    def test_repeated_arrives_once(self, sandbox):
        for _ in range(3):
            get_sms().send(phone="+77075558002", text="Once", message_id="c-2")

        assert len(sandbox.sms("+77075558002")) == 1

    def test_bad_number_is_rejected_for_good(self, sandbox):
        with pytest.raises(SmsRejected) as refusal:
            get_sms().send(phone="12345", text="x", message_id="c-3")

        assert (refusal.value.code, refusal.value.http_status) == ("sms.rejected", 422)

    @pytest.mark.parametrize("kind", ["down", "wrong_data"])
    def test_broken_gateway_is_unavailable(self, sandbox, kind):
        with sandbox.fault("sms", kind), pytest.raises(SmsUnavailable) as refusal:
            get_sms().send(phone="+77075558003", text="x", message_id=f"c-{kind}")

        assert (refusal.value.code, refusal.value.http_status) == ("sms.unavailable", 503)

    def test_after_a_time_out_the_repeat_arrives_once(self, sandbox, settings):
        hasty = SmsClient(f"{sandbox.url}/sms", settings.SMS_TOKEN, timeout=0.2)
        with sandbox.fault("sms", "slow"), pytest.raises(SmsUnavailable):
            hasty.send(phone="+77075558004", text="Late", message_id="c-5")

        get_sms().send(phone="+77075558004", text="Late", message_id="c-5")

        assert len(sandbox.sms("+77075558004")) == 1

    def test_our_own_wrong_token_is_unavailable(self, sandbox, settings):
        settings.SMS_TOKEN = "wrong"

        with pytest.raises(SmsUnavailable):
            get_sms().send(phone="+77075558005", text="x", message_id="c-6")

    def test_number_and_text_are_not_logged(self, sandbox, caplog):
        caplog.set_level("INFO")
        with pytest.raises(SmsRejected):
            get_sms().send(phone="+7707555800", text="секрет", message_id="c-7")

        assert "7707555800" not in caplog.text
        assert "секрет" not in caplog.text
