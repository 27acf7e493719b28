"""The client of the population register, see docs/integrations/population.md. An IIN never stands in a URL."""

import logging
from typing import Any

import httpx

from oqu.integrations.http import TIMEOUT_SECONDS, UnreadableAnswer, json_object, new_client
from oqu.integrations.population.port import PersonNotFound, PopulationRecord, PopulationUnavailable
from oqu.integrations.population.reading import record

logger = logging.getLogger(__name__)

PERSON = "/api/v1/persons/query"
CHILDREN = "/api/v1/persons/children/query"


class PopulationClient:
    def __init__(self, base_url: str, token: str, *, timeout: float = TIMEOUT_SECONDS) -> None:
        self._http = new_client(base_url, token=token, timeout=timeout)

    def person(self, iin: str) -> PopulationRecord:
        found = self._read(self._ask(PERSON, iin))
        if found.iin != iin:
            logger.error("population: the answer is about somebody else")
            raise PopulationUnavailable
        return found

    def children_of(self, iin: str) -> list[PopulationRecord]:
        children = self._ask(CHILDREN, iin).get("children")
        if not isinstance(children, list):
            logger.error("population: the answer has no list of children")
            raise PopulationUnavailable
        return [self._read(child) for child in children]

    def _ask(self, path: str, iin: str) -> dict[str, Any]:
        try:
            response = self._http.post(path, json={"iin": iin})
            answer = json_object(response)
        except (httpx.HTTPError, UnreadableAnswer) as reason:
            logger.warning("population: no answer from %s: %s", path, type(reason).__name__)
            raise PopulationUnavailable from None
        # Another 404 is a wrong address in the settings, not a person who does not exist.
        if answer.get("code") in {"person_not_found", "bad_iin"} and response.status_code in {404, 422}:
            raise PersonNotFound
        if response.status_code != 200:
            logger.error("population: refused, status %s", response.status_code)
            raise PopulationUnavailable
        return answer

    def _read(self, answer: object) -> PopulationRecord:
        try:
            return record(answer)
        except (KeyError, TypeError, ValueError):
            # Not logger.exception: the traceback would quote the person's data.
            logger.error("population: the answer cannot be read")  # noqa: TRY400
            raise PopulationUnavailable from None
