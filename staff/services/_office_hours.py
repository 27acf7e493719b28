"""Days on which a school keeps other hours; the deadlines that pass over them follow."""

import datetime as dt
from dataclasses import replace

from oqu.calendar import followers
from oqu.calendar.followers import Change, Forecast
from oqu.calendar.lock import hold_calendar_to_change_it
from oqu.calendar.selectors import working_days
from oqu.calendar.working_time import Span
from oqu.core import wording
from oqu.core.acting import Actor, acting
from oqu.core.clock import ALMATY
from oqu.core.errors import Forbidden, NotFound
from staff.errors import ClosesBeforeOpening, DayIsOver, NotAWorkingDay
from staff.models import OfficeDay
from staff.office_hours import present_hours
from staff.permissions import Action, check_may


def foresee_office_day(*, date: dt.date, span: Span | None, by: Actor) -> Forecast:
    """What would move if the day had these hours, or the usual ones again. Called inside `acting`."""
    return followers.foresee(_change(date, span, _own_school(by)))


def tell_office_day(*, date: dt.date, span: Span, by: Actor, now: dt.datetime) -> Forecast:
    """
    Other hours on one working day, told anew if they were told before. Locks the calendar alone.

    :raises ClosesBeforeOpening | NotAWorkingDay | DayIsOver | Forbidden:
    """
    school_id = _own_school(by)
    with acting(by):
        hold_calendar_to_change_it()
        check_office_day(date, span, now=now)
        change = _change(date, span, school_id)
        OfficeDay.objects.update_or_create(
            school_id=school_id, date=date, defaults={"opens_at": span.opens, "closes_at": span.closes}
        )
        return followers.follow(change, by=by, now=now)


def remove_office_day(*, date: dt.date, by: Actor, now: dt.datetime) -> Forecast:
    """
    The usual hours again. Locks the calendar alone.

    :raises NotFound | DayIsOver | Forbidden:
    """
    school_id = _own_school(by)
    with acting(by):
        hold_calendar_to_change_it()
        _check_not_over(date, now)
        change = _change(date, None, school_id)
        removed, _rows = OfficeDay.objects.filter(school_id=school_id, date=date).delete()
        if not removed:
            raise NotFound
        return followers.follow(change, by=by, now=now)


def check_office_day(date: dt.date, span: Span, *, now: dt.datetime) -> None:
    """:raises ClosesBeforeOpening | NotAWorkingDay | DayIsOver:"""
    if span.closes <= span.opens:
        raise ClosesBeforeOpening
    _check_not_over(date, now)
    if not working_days().is_working(date):
        raise NotAWorkingDay(date=wording.long_date(date))


def _check_not_over(date: dt.date, now: dt.datetime) -> None:
    """Hours that have passed were kept or not; telling them anew would only hide who was late."""
    if date < now.astimezone(ALMATY).date():
        raise DayIsOver(date=wording.long_date(date))


def _own_school(by: Actor) -> int:
    check_may(by, Action.CHANGE_ORGANISATION)
    if by.school_id is None:
        raise Forbidden
    return by.school_id


def _change(date: dt.date, span: Span | None, school_id: int) -> Change:
    hours = present_hours([school_id])[school_id]
    single = {day: other for day, other in hours.single_days.items() if day != date}
    if span is not None:
        single[date] = span
    return Change(
        days=working_days(),
        dates=frozenset({date}),
        school_id=school_id,
        hours=replace(hours, single_days=single),
    )
