"""The client of NOBD, see docs/integrations/nobd.md."""

import logging

import httpx

from oqu.integrations.http import TIMEOUT_SECONDS, UnreadableAnswer, json_object, new_client
from oqu.integrations.nobd.port import ClassSets, NobdUnavailable, OrganisationNotFound

logger = logging.getLogger(__name__)

CLASS_SETS = "/api/v1/organizations/{org_bin}/class-sets"


class NobdClient:
    def __init__(self, base_url: str, token: str, *, timeout: float = TIMEOUT_SECONDS) -> None:
        self._http = new_client(base_url, token=token, timeout=timeout)

    def class_sets(self, org_bin: str) -> ClassSets:
        try:
            response = self._http.get(CLASS_SETS.format(org_bin=org_bin))
            answer = json_object(response)
        except (httpx.HTTPError, UnreadableAnswer) as reason:
            logger.warning("nobd: no answer: %s", type(reason).__name__)
            raise NobdUnavailable from None
        # Another 404 is a wrong address in the settings, not a school that does not exist.
        if response.status_code == 404 and answer.get("code") == "organisation_not_found":
            raise OrganisationNotFound
        if response.status_code != 200:
            logger.error("nobd: refused, status %s", response.status_code)
            raise NobdUnavailable
        rows = answer.get("class_sets")
        if answer.get("org_bin") != org_bin or not isinstance(rows, list):
            logger.error("nobd: the answer is not the class sets that were asked for")
            raise NobdUnavailable
        if not all(isinstance(row, dict) and row.get("org_bin", org_bin) == org_bin for row in rows):
            logger.error("nobd: a class set is not of this school")
            raise NobdUnavailable
        return ClassSets(org_bin, rows)
