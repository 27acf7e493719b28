"""What the director types about one day with other hours."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from oqu.calendar.working_time import Span
from oqu.core.errors import DomainError
from oqu.core.forms import PortalForm
from staff.services import ClosesBeforeOpening, check_office_day


def _clock_time() -> forms.TimeInput:
    return forms.TimeInput(format="%H:%M", attrs={"type": "time"})


class OfficeDayForm(PortalForm):
    date = forms.DateField(
        label=_("Date"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("A working day, today or later."),
    )
    opens_at = forms.TimeField(label=_("Opens at"), widget=_clock_time())
    closes_at = forms.TimeField(label=_("Closes at"), widget=_clock_time())

    def __init__(self, *args: Any, now: dt.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        if not self.errors:
            try:
                check_office_day(told["date"], self.span(), now=self.now)
            except ClosesBeforeOpening as refusal:
                self.add_error("closes_at", str(refusal))
            except DomainError as refusal:
                self.add_error("date", str(refusal))
        return told

    def span(self) -> Span:
        return Span(self.cleaned_data["opens_at"], self.cleaned_data["closes_at"])
