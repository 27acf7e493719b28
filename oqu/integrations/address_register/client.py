"""The client of the address register, see docs/integrations/address_register.md."""

import datetime as dt
import json
import logging
from collections.abc import Collection, Iterator
from typing import Any

import httpx

from oqu.core.clock import ALMATY
from oqu.integrations.address_register.port import AddressRegisterUnavailable, Dataset, Row
from oqu.integrations.http import TIMEOUT_SECONDS, new_client

logger = logging.getLogger(__name__)

PATH = "/api/v4/{dataset}"
PAGE = 1000


class AddressRegisterClient:
    def __init__(self, base_url: str, key: str, *, timeout: float = TIMEOUT_SECONDS) -> None:
        self._http = new_client(base_url, timeout=timeout)
        self._key = key

    def rows(
        self,
        dataset: Dataset,
        *,
        where: tuple[str, Collection[str]] | None = None,
        since: dt.datetime | None = None,
    ) -> Iterator[Row]:
        """Pages are cut by the number of the row: a register that changes meanwhile repeats and skips nothing."""
        after = 0
        while True:
            page = self._page(dataset, _query(where, since, after))
            yield from page
            if len(page) < PAGE:
                return
            after = int(page[-1]["id"])

    def _page(self, dataset: Dataset, query: dict[str, Any]) -> list[Row]:
        source = {"size": PAGE, "sort": [{"id": "asc"}], "query": query}
        try:
            response = self._http.get(
                PATH.format(dataset=dataset),
                params={"apiKey": self._key, "source": json.dumps(source, separators=(",", ":"))},
            )
        except httpx.HTTPError as reason:
            logger.warning("address register: no answer for %s: %s", dataset, type(reason).__name__)
            raise AddressRegisterUnavailable from None
        if response.status_code != 200:
            logger.error("address register: %s refused, status %s", dataset, response.status_code)
            raise AddressRegisterUnavailable
        try:
            return [_texts(row) for row in json.loads(response.content)]
        except (ValueError, TypeError, AttributeError, KeyError):
            logger.error("address register: the answer for %s cannot be read", dataset)  # noqa: TRY400
            raise AddressRegisterUnavailable from None


def _query(
    where: tuple[str, Collection[str]] | None, since: dt.datetime | None, after: int
) -> dict[str, Any]:
    must: list[dict[str, Any]] = [{"range": {"id": {"gt": after}}}]
    if where:
        column, values = where
        must.append({"terms": {column: sorted(values)}})
    if since:
        local = since.astimezone(ALMATY).replace(tzinfo=None)
        must.append({"range": {"modified": {"gte": local.isoformat(timespec="seconds")}}})
    return {"bool": {"must": must}}


def _texts(row: dict[str, Any]) -> Row:
    """
    :raises ValueError, TypeError, AttributeError, KeyError: not a row of the register
    """
    texts = {name: _text(value) for name, value in row.items()}
    int(texts["id"])
    return texts


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | str):
        return str(value).strip()
    raise TypeError
