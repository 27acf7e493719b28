"""The door to NOBD, the national educational database."""

from functools import cache

from django.conf import settings

from oqu.integrations.nobd.client import NobdClient
from oqu.integrations.nobd.port import ClassSets, Nobd, NobdUnavailable, OrganisationNotFound

__all__ = ["ClassSets", "Nobd", "NobdUnavailable", "OrganisationNotFound", "get_nobd"]


def get_nobd() -> Nobd:
    return _client(settings.NOBD_URL, settings.NOBD_TOKEN)


@cache
def _client(base_url: str, token: str) -> NobdClient:
    return NobdClient(base_url, token)
