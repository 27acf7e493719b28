"""The client of idp.egov.kz: OAuth 2.0 authorization code, the secret only in `Authorization: Basic`."""

import logging
from datetime import date
from typing import Any, cast, get_args
from urllib.parse import urlencode

import httpx

from oqu.core.identity import is_valid_bin, is_valid_iin
from oqu.integrations.egov_login.port import AuthMethod, EgovCodeRefused, EgovPerson, EgovUnavailable
from oqu.integrations.http import TIMEOUT_SECONDS, UnreadableAnswer, json_object, new_client

logger = logging.getLogger(__name__)

SCOPE = "user:basic:read user:email:read user:phone:read"


class EgovLoginClient:
    """:param base_url: `https://idp.egov.kz`, or the sandbox"""

    def __init__(
        self, base_url: str, client_id: str, client_secret: str, *, timeout: float = TIMEOUT_SECONDS
    ) -> None:
        self._base_url = base_url.rstrip("/")
        self._client_id = client_id
        self._basic = httpx.BasicAuth(client_id, client_secret)
        self._http = new_client(self._base_url, timeout=timeout)

    def authorize_url(self, *, state: str, redirect_uri: str, language: str) -> str:
        query = {
            "response_type": "code",
            "client_id": self._client_id,
            "redirect_uri": redirect_uri,
            "state": state,
            "scope": SCOPE,
            "lang": language,
        }
        return f"{self._base_url}/idp/oauth/authorize?{urlencode(query)}"

    def person(self, *, code: str, redirect_uri: str) -> EgovPerson:
        token = self._token(code, redirect_uri)
        basic = self._resource("basic", token)
        return self._read(basic, self._resource("phone", token), self._resource("email", token))

    def _token(self, code: str, redirect_uri: str) -> str:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect_uri,
            "client_id": self._client_id,
        }
        answer, status = self._ask("POST", "/idp/oauth/token", data=form, auth=self._basic)
        if status == 400 and answer.get("error") == "invalid_grant":
            raise EgovCodeRefused
        token = answer.get("access_token")
        if status != 200 or not isinstance(token, str) or not token:
            # The usual cause is our own client id, secret or address: a person cannot mend it, we must see it.
            logger.error(
                "egov_login: the token was refused, status %s, error %s", status, answer.get("error")
            )
            raise EgovUnavailable
        return token

    def _resource(self, name: str, token: str) -> dict[str, Any]:
        path = f"/idp/resource/user/{name}"
        answer, status = self._ask("GET", path, headers={"Authorization": f"Bearer {token}"})
        if status != 200:
            logger.error("egov_login: the resource %s was refused, status %s", name, status)
            raise EgovUnavailable
        return answer

    def _ask(self, method: str, path: str, **request: Any) -> tuple[dict[str, Any], int]:
        try:
            response = self._http.request(method, path, **request)
            return json_object(response), response.status_code
        except (httpx.HTTPError, UnreadableAnswer) as reason:
            logger.warning("egov_login: no answer from %s: %s", path, type(reason).__name__)
            raise EgovUnavailable from None

    def _read(self, basic: dict[str, Any], phone: dict[str, Any], email: dict[str, Any]) -> EgovPerson:
        person = basic.get("person", basic)  # some deployments answer with a flat form
        organisation = basic.get("organization") or {}
        try:
            iin, organisation_bin = person["iin"], organisation.get("bin") or ""
            born_on = date.fromisoformat(person["birthDate"]) if person.get("birthDate") else None
            is_readable = is_valid_iin(iin) and (not organisation_bin or is_valid_bin(organisation_bin))
        except (KeyError, TypeError, AttributeError, ValueError):
            is_readable = False
        if not is_readable:
            logger.error("egov_login: the answer about the person cannot be read")
            raise EgovUnavailable
        method = basic.get("authMethod")
        return EgovPerson(
            iin=iin,
            last_name=person.get("surname") or "",
            first_name=person.get("name") or "",
            patronymic=person.get("patronymic") or "",
            born_on=born_on,
            phone=phone.get("phone") or "",
            email=email.get("email") or "",
            organisation_bin=organisation_bin,
            auth_method=cast("AuthMethod", method) if method in get_args(AuthMethod) else None,
        )
