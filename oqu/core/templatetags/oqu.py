"""`{% load oqu %}`: how values read, and the few sums that components need."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.forms import BoundField

from oqu.core import wording
from oqu.core.identity import group_iin

register = template.Library()


@register.filter
def moment(value: Any) -> Any:
    """12.05.2026 12:19:12; «Нет данных» for an absent one."""
    return wording.register_moment(value) if value else wording.or_no_data(None)


@register.filter
def long_moment(value: Any) -> Any:
    return wording.long_moment(value) if value else wording.or_no_data(None)


@register.filter
def long_date(value: Any) -> Any:
    return wording.long_date(value) if value else wording.or_no_data(None)


@register.filter
def day_of_week(value: Any) -> str:
    """12 мая, вторник"""
    return wording.day_of_week(value)


@register.filter
def phone(value: str | None) -> Any:
    return wording.phone(value) if value else wording.or_no_data(None)


@register.filter
def iin(value: str | None) -> Any:
    return group_iin(value) if value else wording.or_no_data(None)


@register.filter
def or_no_data(value: Any) -> Any:
    return wording.or_no_data(value)


@register.filter
def file_size(value: int) -> str:
    return wording.file_size(value)


@register.filter
def focus_id(field: BoundField) -> str:
    """Where a link of the error summary leads: the control, or the first choice of a group."""
    return field.id_for_label or f"{field.auto_id}_0"


@dataclass(frozen=True)
class Bar:
    """Widths of one bar of the seats gauge, in thousandths of the gauge, as strings for SVG attributes."""

    limit: str
    taken: str
    over: str
    over_from: str
    over_count: int


@register.simple_tag
def seats_bar(taken: int, limit: int, scale: int) -> Bar:
    """`scale` is how many seats the whole width stands for; a longer bar is cut at the edge."""

    def width(count: int) -> int:
        return min(1000, round(1000 * count / scale)) if scale > 0 else 0

    inside = width(min(taken, limit))
    return Bar(
        limit=str(width(limit)),
        taken=str(inside),
        over=str(max(0, width(taken) - inside)),
        over_from=str(inside),
        over_count=max(0, taken - limit),
    )
