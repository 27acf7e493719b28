"""What a clerk types of an application on paper; the other steps are the family's own forms."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from admissions.forms.family import SendForm
from admissions.services import Paper
from oqu.core.forms import PortalForm
from oqu.core.identity import is_valid_iin, normalise_iin
from staff.services import ImpossibleIin


def _number() -> forms.TextInput:
    return forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})


def _day() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class ApplicantForm(PortalForm):
    """Whether the number exists is the service's question."""

    iin = forms.CharField(
        label=_("IIN of the applicant"), help_text=_("12 digits"), max_length=20, widget=_number()
    )


class ChildOnPaperForm(PortalForm):
    child_iin = forms.CharField(
        label=_("IIN of the child"), help_text=_("12 digits"), max_length=20, widget=_number()
    )
    is_guardian = forms.BooleanField(
        label=_("The applicant is a guardian or foster parent"),
        help_text=_("A scan of the paper that proves it will be asked for."),
        required=False,
    )
    child_born_on = forms.DateField(
        label=_("Date of birth of the child"),
        help_text=_("As in the birth certificate: it is compared with the register."),
        required=False,
        widget=_day(),
    )
    dated_on = forms.DateField(
        label=_("Date written on the paper (optional)"),
        help_text=_("For the record only. The place in the line is decided by the moment of registration."),
        required=False,
        widget=_day(),
    )

    def clean_child_iin(self) -> str:
        iin = normalise_iin(self.cleaned_data["child_iin"])
        if not is_valid_iin(iin):
            raise forms.ValidationError(ImpossibleIin.message)
        return iin

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        if told.get("is_guardian") and not told.get("child_born_on") and "child_born_on" not in self.errors:
            self.add_error("child_born_on", _("Type the date of birth from the birth certificate."))
        return told

    @property
    def paper(self) -> Paper:
        told = self.cleaned_data
        born_on: dt.date | None = told["child_born_on"] if told["is_guardian"] else None
        return Paper(told["child_iin"], child_born_on=born_on, dated_on=told["dated_on"])


class RegisterForm(SendForm):
    agreed = forms.BooleanField(
        label=_("The answers are the same as on the paper, and the applicant has looked at them"),
        error_messages={"required": _("Tick the box to register the application.")},
    )
