"""The door to the SMS gateway."""

from django.conf import settings

from oqu.integrations.http import kept
from oqu.integrations.sms.client import SmsClient
from oqu.integrations.sms.port import Sms, SmsRejected, SmsUnavailable

__all__ = ["Sms", "SmsRejected", "SmsUnavailable", "get_sms"]


def get_sms() -> Sms:
    return _client(settings.SMS_URL, settings.SMS_TOKEN)


@kept
def _client(base_url: str, token: str) -> SmsClient:
    return SmsClient(base_url, token)
