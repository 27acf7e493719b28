"""The client of the SMS gateway, see docs/integrations/sms.md."""

import logging

import httpx

from oqu.integrations.http import TIMEOUT_SECONDS, UnreadableAnswer, json_object, new_client
from oqu.integrations.sms.port import SmsRejected, SmsUnavailable

logger = logging.getLogger(__name__)

SENDER = "OQU"
MESSAGES = "/api/v1/messages"


class SmsClient:
    def __init__(self, base_url: str, token: str, *, timeout: float = TIMEOUT_SECONDS) -> None:
        self._http = new_client(base_url, token=token, timeout=timeout)

    def send(self, *, phone: str, text: str, message_id: str) -> None:
        message = {"message_id": message_id, "to": phone, "text": text, "sender": SENDER}
        try:
            response = self._http.post(MESSAGES, json=message)
            answer = json_object(response)
        except (httpx.HTTPError, UnreadableAnswer) as reason:
            logger.warning("sms: no answer for %s: %s", message_id, type(reason).__name__)
            raise SmsUnavailable from None
        if response.status_code == 422:
            logger.warning("sms: %s was rejected: %s", message_id, answer.get("code"))
            raise SmsRejected
        if response.status_code != 202 or "id" not in answer:
            logger.error("sms: %s was not taken, status %s", message_id, response.status_code)
            raise SmsUnavailable
