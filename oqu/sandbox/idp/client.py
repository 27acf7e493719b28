"""The one registered client, the portal: what it may ask for and where answers may go."""

from urllib.parse import urlencode

from django.conf import settings

# scope -> the line of the consent window
SCOPES = {
    "user:basic:read": "ФИО, ИИН, дата рождения",
    "user:email:read": "Email",
    "user:phone:read": "Номер телефона",
}


def is_registered(client_id: str, redirect_uri: str) -> bool:
    """The address must be one of the registered ones, letter by letter."""
    return client_id == settings.EGOV_CLIENT_ID and redirect_uri in settings.EGOV_REDIRECT_URIS


def answer_address(redirect_uri: str, **answer: str) -> str:
    """Where the browser goes with the answer; empty values are left out."""
    query = urlencode({name: value for name, value in answer.items() if value})
    return f"{redirect_uri}{'&' if '?' in redirect_uri else '?'}{query}"
