"""The door to the population register."""

from django.conf import settings

from oqu.integrations.http import kept
from oqu.integrations.population.client import PopulationClient
from oqu.integrations.population.port import (
    PersonNotFound,
    Population,
    PopulationRecord,
    PopulationUnavailable,
    RegisteredAddress,
)

__all__ = [
    "PersonNotFound",
    "Population",
    "PopulationRecord",
    "PopulationUnavailable",
    "RegisteredAddress",
    "get_population",
]


def get_population() -> Population:
    return _client(settings.POPULATION_URL, settings.POPULATION_TOKEN)


@kept
def _client(base_url: str, token: str) -> PopulationClient:
    return PopulationClient(base_url, token)
