"""How much time is left to decide, in words: office time before the deadline, plain time after it."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from admissions.models import Application
from oqu.calendar.selectors import working_days
from oqu.calendar.working_time import OfficeHours, WorkingDays, working_time
from oqu.core.clock import ALMATY
from staff.models import School
from staff.office_hours import hours_of_schools

_MINUTE = dt.timedelta(minutes=1)


@dataclass(frozen=True)
class WorkingClock:
    """The calendar, and the office hours of some schools by their ids."""

    days: WorkingDays
    hours: Mapping[int, OfficeHours]

    def between(self, since: dt.datetime, until: dt.datetime, *, school_id: int) -> dt.timedelta:
        """Office time of the school."""
        return working_time(since, until, days=self.days, hours=self.hours[school_id])


@dataclass(frozen=True)
class TimeLeft:
    words: str
    is_overdue: bool = False


def clock_of(schools: Iterable[School]) -> WorkingClock:
    """Two queries, however many applications are asked about then."""
    return WorkingClock(working_days(), hours_of_schools(schools))


def time_left(application: Application, *, now: dt.datetime, clock: WorkingClock) -> TimeLeft | None:
    """Until the final status the clock runs (A15); None for an application that waits for nobody."""
    if application.due_at is None or application.school_id is None or application.is_final:
        return None
    if application.is_overdue(now):
        words = _("overdue by %(span)s") % {"span": overdue_span(application, now=now)}
        return TimeLeft(words, is_overdue=True)
    left = clock.between(now, application.due_at, school_id=application.school_id)
    if left < _MINUTE:
        is_later_day = now.astimezone(ALMATY).date() < application.due_at.astimezone(ALMATY).date()
        return TimeLeft(
            _("due at the opening of the working day") if is_later_day else _("less than a minute left")
        )
    return TimeLeft(_("%(span)s of working time left") % {"span": words_of(left)})


def overdue_span(application: Application, *, now: dt.datetime) -> str:
    """Plain time since the deadline of an application that is overdue."""
    assert application.due_at is not None  # noqa: S101 - what has arrived has a deadline
    return words_of(now - application.due_at)


def words_of(span: dt.timedelta) -> str:
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
