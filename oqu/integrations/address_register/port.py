"""What the portal asks of the address register: rows of its tables, those that changed since a moment."""

import datetime as dt
from collections.abc import Collection, Iterator
from typing import Literal, Protocol

from django.utils.translation import gettext_lazy as _

from oqu.core.errors import DomainError

Dataset = Literal[
    "s_ats", "s_geonims", "s_buildings", "d_ats_types", "d_geonims_types", "d_buildings_pointers"
]
DICTIONARIES: tuple[Dataset, ...] = ("d_ats_types", "d_geonims_types", "d_buildings_pointers")
# Columns as the register names them; values are texts, nothing is "". Judged by who takes them, as rows of a file are.
Row = dict[str, str]


class AddressRegisterUnavailable(DomainError):
    code = "address_register.unavailable"
    message = _("The address register does not answer now. Nothing was changed: try again in a few minutes.")
    http_status = 503


class AddressRegister(Protocol):
    def rows(
        self,
        dataset: Dataset,
        *,
        where: tuple[str, Collection[str]] | None = None,
        since: dt.datetime | None = None,
    ) -> Iterator[Row]:
        """
        Rows in the order of their numbers: those whose column has one of the values, and changed at that moment or later.

        Asked page by page, five seconds at most for each.

        :raises AddressRegisterUnavailable: it is down, slow or answered what cannot be read
        """
        ...
