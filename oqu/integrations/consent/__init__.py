"""The door to the state's consent service, the one that writes from 1414."""

from django.conf import settings

from oqu.integrations.consent.client import ConsentClient
from oqu.integrations.consent.port import (
    Asked,
    Consent,
    ConsentNotGranted,
    ConsentState,
    ConsentUnavailable,
    NoPhone,
)
from oqu.integrations.http import kept

__all__ = [
    "Asked",
    "Consent",
    "ConsentNotGranted",
    "ConsentState",
    "ConsentUnavailable",
    "NoPhone",
    "get_consent",
]


def get_consent() -> Consent:
    return _client(settings.CONSENT_URL, settings.CONSENT_TOKEN)


@kept
def _client(base_url: str, token: str) -> ConsentClient:
    return ConsentClient(base_url, token)
