"""When an application falls due, as a clerk says it: overdue, today, tomorrow, later."""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from oqu.core.clock import ALMATY

_DAY = dt.timedelta(days=1)


class Term(models.TextChoices):
    OVERDUE = "overdue", _("Past the deadline")
    TODAY = "today", _("Today")
    TOMORROW = "tomorrow", _("Tomorrow")
    LATER = "later", _("Later")


def term_of(due_at: dt.datetime, *, now: dt.datetime) -> Term:
    return next(term for term, until in _ends(now) if until is None or due_at < until)


def due_in(term: Term, *, now: dt.datetime) -> Q:
    """The applications of which `term_of` says the same."""
    since = None
    for each, until in _ends(now):
        if each == term:
            break
        since = until
    after = Q(due_at__gte=since) if since else Q(due_at__isnull=False)
    return after & Q(due_at__lt=until) if until else after


def _ends(now: dt.datetime) -> list[tuple[Term, dt.datetime | None]]:
    """Each term with the moment at which it is over; days are days in Almaty."""
    midnight = now.astimezone(ALMATY).replace(hour=0, minute=0, second=0, microsecond=0)
    return [
        (Term.OVERDUE, now),
        (Term.TODAY, midnight + _DAY),
        (Term.TOMORROW, midnight + 2 * _DAY),
        (Term.LATER, None),
    ]
