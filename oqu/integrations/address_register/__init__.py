"""The door to the state address register, as data.egov.kz opens its tables."""

from functools import cache

from django.conf import settings

from oqu.integrations.address_register.client import AddressRegisterClient
from oqu.integrations.address_register.port import (
    DICTIONARIES,
    AddressRegister,
    AddressRegisterUnavailable,
    Dataset,
    Row,
)

__all__ = [
    "DICTIONARIES",
    "AddressRegister",
    "AddressRegisterUnavailable",
    "Dataset",
    "Row",
    "get_address_register",
]


def get_address_register() -> AddressRegister:
    return _client(settings.ADDRESS_REGISTER_URL, settings.ADDRESS_REGISTER_KEY)


@cache
def _client(base_url: str, key: str) -> AddressRegisterClient:
    return AddressRegisterClient(base_url, key)
