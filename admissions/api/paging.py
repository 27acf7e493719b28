"""Pages that cost the same however far one reads: each begins after the last row of the one before."""

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers

from admissions.models import ApplicationQuerySet

AFTER = OpenApiParameter("after", OpenApiTypes.STR, description="`next` of the page before.")
LIMIT = OpenApiParameter("limit", OpenApiTypes.INT, description="Rows on a page, 1 to 100; 50 unless given.")


class PageSerializer(serializers.Serializer):
    after = serializers.RegexField(
        r"^\d{1,18}(-\d{1,18})?$",
        required=False,
        default="",
        error_messages={"invalid": _("Give back “next” of the page before, as it was.")},
    )
    limit = serializers.IntegerField(required=False, default=50, min_value=1, max_value=100)


@dataclass(frozen=True)
class Page:
    """`next` is opaque; None on the last page."""

    results: list[Any]
    next: str | None


def page_of(rows: ApplicationQuerySet, keys: tuple[str, ...], *, after: str, limit: int) -> Page:
    """`keys` are fields whose values grow along the list and are unique together."""
    rows = rows.order_by(*keys)
    if after:
        rows = rows.filter(_later(keys, after.split("-")))
    found = rows.first_rows(limit + 1)
    more = len(found) > limit
    last = "-".join(str(getattr(found[limit - 1], key)) for key in keys) if more else None
    return Page(found[:limit], last)


def _later(keys: tuple[str, ...], values: list[str]) -> Q:
    """(a, b) > (x, y) as a > x OR a = x AND b > y."""
    pairs = list(zip(keys, map(int, values), strict=False))
    return reduce(
        or_,
        (Q(**dict(pairs[:place])) & Q(**{f"{key}__gt": value}) for place, (key, value) in enumerate(pairs)),
    )
