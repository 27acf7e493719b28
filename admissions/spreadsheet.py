"""
The school's list as a spreadsheet. One row is in memory at a time; every cell is text and stays text, so that a name
that begins with "=" is a name in every program that opens the file.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import IO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from xlsxwriter import Workbook

from admissions import policies
from admissions.models import Application
from oqu.core.clock import ALMATY

TELL_EVERY = 100
Value = Callable[[Application, dt.datetime], object]


def _moment(moment: dt.datetime | None) -> str:
    return moment.astimezone(ALMATY).strftime("%d.%m.%Y %H:%M:%S") if moment else ""


def _yes(answer: bool) -> str:
    return _("yes") if answer else _("no")


def _transport(application: Application) -> str:
    asks = policies.asks_for_transport(application)
    return str(application.get_transport_display()) if asks else _("no")


# What stands above each column, how wide it is, and what stands in it.
_COLUMNS: tuple[tuple[str, int, Value], ...] = (
    ("№", 8, lambda one, now: one.number),
    (gettext_noop("Date and time"), 20, lambda one, now: _moment(one.received_at)),
    (gettext_noop("Full name of the child"), 36, lambda one, now: one.child_name),
    (gettext_noop("IIN of the child"), 15, lambda one, now: one.child_iin),
    (gettext_noop("Type of application"), 20, lambda one, now: one.get_zone_type_display()),
    (gettext_noop("Language of study"), 16, lambda one, now: one.get_language_display()),
    (gettext_noop("Transport"), 20, lambda one, now: _transport(one)),
    (gettext_noop("special educational needs"), 12, lambda one, now: _yes(one.has_special_needs)),
    (gettext_noop("Status"), 18, lambda one, now: one.get_status_display()),
    (gettext_noop("Due"), 20, lambda one, now: _moment(one.due_at)),
    (gettext_noop("Overdue"), 13, lambda one, now: _yes(one.is_overdue(now))),
    (gettext_noop("Decision"), 14, lambda one, now: one.get_decision_display()),
    (gettext_noop("Reason for the refusal"), 40, lambda one, now: one.get_refusal_reason_display()),
    (gettext_noop("Decided by"), 24, lambda one, now: one.decided_by.short_name if one.decided_by else ""),
    (gettext_noop("Completed"), 20, lambda one, now: _moment(one.finalised_at)),
)  # fmt: skip


def write_list(
    rows: Iterable[Application], file: IO[bytes], *, now: dt.datetime, tell: Callable[[int], None]
) -> int:
    """In the active language; returns the number of rows, of which `tell` hears now and then."""
    with Workbook(file, {"constant_memory": True, "default_date_format": ""}) as book:
        sheet = book.add_worksheet()
        heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        text = book.add_format({"quote_prefix": True, "num_format": "@"})
        sheet.freeze_panes(1, 1)
        for column, (title, width, _value) in enumerate(_COLUMNS):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, _(title), heading)
        line = 0
        for line, application in enumerate(rows, 1):
            for column, (_title, _width, value) in enumerate(_COLUMNS):
                sheet.write_string(line, column, str(value(application, now) or ""), text)
            if line % TELL_EVERY == 0:
                tell(line)
        sheet.autofilter(0, 0, max(line, 1), len(_COLUMNS) - 1)
    return line
