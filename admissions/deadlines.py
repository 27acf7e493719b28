"""How much time is left to decide, in words: office time before the deadline, plain time after it."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from admissions.models import Application
from oqu.calendar.working_time import OfficeHours, WorkingDays, working_time
from oqu.core.clock import ALMATY

_MINUTE = dt.timedelta(minutes=1)


@dataclass(frozen=True)
class TimeLeft:
    words: str
    is_overdue: bool = False


def time_left(application: Application, *, now: dt.datetime, days: WorkingDays) -> TimeLeft | None:
    """Until the final status the clock runs (A15); None for an application that waits for nobody."""
    if application.due_at is None or application.school is None or application.is_final:
        return None
    if application.is_overdue(now):
        return TimeLeft(_("overdue by %(span)s") % {"span": _span(now - application.due_at)}, is_overdue=True)
    hours = OfficeHours(application.school.opens_at, application.school.closes_at)
    left = working_time(now, application.due_at, days=days, hours=hours)
    if left < _MINUTE:
        is_later_day = now.astimezone(ALMATY).date() < application.due_at.astimezone(ALMATY).date()
        return TimeLeft(
            _("due at the opening of the working day") if is_later_day else _("less than a minute left")
        )
    return TimeLeft(_("%(span)s of working time left") % {"span": _span(left)})


def _span(span: dt.timedelta) -> str:
    """Days and hours, hours and minutes, or minutes: never more than two units."""
    minutes = max(1, int(span / _MINUTE))
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    if days:
        parts = [_("%(n)s d") % {"n": days}] + ([_("%(n)s h") % {"n": hours}] if hours else [])
    else:
        parts = [_("%(n)s h") % {"n": hours}] if hours else []
        parts += [_("%(n)s min") % {"n": minutes}] if minutes else []
    return " ".join(parts)
