"""The client of the consent service, see docs/integrations/consent.md. An IIN never stands in a URL."""

import logging
from datetime import datetime
from typing import Any, get_args
from uuid import UUID

import httpx

from oqu.integrations.consent.port import (
    Asked,
    ConsentNotGranted,
    ConsentState,
    ConsentUnavailable,
    NoPhone,
)
from oqu.integrations.http import TIMEOUT_SECONDS, UnreadableAnswer, json_object, new_client

logger = logging.getLogger(__name__)

REQUESTS = "/api/v1/requests"
STATES: dict[object, ConsentState] = {state: state for state in get_args(ConsentState)}
REFUSALS = {(422, "no_phone"): NoPhone, (409, "not_granted"): ConsentNotGranted}


class ConsentClient:
    def __init__(self, base_url: str, token: str, *, timeout: float = TIMEOUT_SECONDS) -> None:
        self._http = new_client(base_url, token=token, timeout=timeout)

    def ask(self, *, request_id: UUID, iin: str, requester: str) -> Asked:
        question = {"request_id": str(request_id), "iin": iin, "requester": requester}
        answer = self._call("POST", REQUESTS, request_id, expected=202, json=question)
        try:
            asked = Asked(str(answer["masked_phone"]), datetime.fromisoformat(answer["expires_at"]))
        except (KeyError, TypeError, ValueError):
            raise self._unreadable(request_id) from None
        if asked.expires_at.tzinfo is None:
            raise self._unreadable(request_id)
        return asked

    def state(self, request_id: UUID) -> ConsentState:
        answer = self._call("GET", f"{REQUESTS}/{request_id}", request_id)
        told = answer.get("state")
        if not isinstance(told, str) or told not in STATES:
            raise self._unreadable(request_id)
        return STATES[told]

    def revoke(self, request_id: UUID) -> None:
        answer = self._call("POST", f"{REQUESTS}/{request_id}/revoke", request_id)
        if answer.get("state") != "revoked":
            raise self._unreadable(request_id)

    def _call(
        self, method: str, path: str, request_id: UUID, *, expected: int = 200, json: object = None
    ) -> dict[str, Any]:
        try:
            response = self._http.request(method, path, json=json)
            answer = json_object(response)
        except (httpx.HTTPError, UnreadableAnswer) as reason:
            logger.warning("consent: no answer about %s: %s", request_id, type(reason).__name__)
            raise ConsentUnavailable from None
        if refusal := REFUSALS.get((response.status_code, str(answer.get("code")))):
            raise refusal
        if response.status_code != expected:
            logger.error("consent: refused %s, status %s", request_id, response.status_code)
            raise ConsentUnavailable
        return answer

    def _unreadable(self, request_id: UUID) -> ConsentUnavailable:
        logger.error("consent: the answer about %s cannot be read", request_id)
        return ConsentUnavailable()
