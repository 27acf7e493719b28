"""The door to the sign-in of eGov."""

from django.conf import settings

from oqu.integrations.egov_login.client import EgovLoginClient
from oqu.integrations.egov_login.port import EgovCodeRefused, EgovLogin, EgovPerson, EgovUnavailable
from oqu.integrations.http import kept

__all__ = ["EgovCodeRefused", "EgovLogin", "EgovPerson", "EgovUnavailable", "get_egov_login"]


def get_egov_login() -> EgovLogin:
    return _client(settings.EGOV_BASE_URL, settings.EGOV_CLIENT_ID, settings.EGOV_CLIENT_SECRET)


@kept
def _client(base_url: str, client_id: str, client_secret: str) -> EgovLoginClient:
    return EgovLoginClient(base_url, client_id, client_secret)
