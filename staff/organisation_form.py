"""What the director types in «Профиль организации»."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from oqu.core import wording
from oqu.core.forms import PortalForm
from oqu.core.phones import kazakhstan_number
from staff.models import School
from staff.services import ClosesBeforeOpening, OrganisationFacts

_FIELDS = ("address_ru", "address_kk", "phone", "opens_at", "closes_at", "offers_transport")


def _clock_time() -> forms.TimeInput:
    return forms.TimeInput(format="%H:%M", attrs={"type": "time"})


def _two_lines() -> forms.Textarea:
    return forms.Textarea(attrs={"rows": 2})


class OrganisationForm(PortalForm):
    address_ru = forms.CharField(label=_("Address in Russian"), max_length=300, widget=_two_lines())
    address_kk = forms.CharField(label=_("Address in Kazakh"), max_length=300, widget=_two_lines())
    phone = forms.CharField(
        label=_("Phone"),
        help_text=_("Of the school, with the code of the town: +7 7172 55 01 01"),
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    opens_at = forms.TimeField(
        label=_("Opens at"),
        help_text=_("The term of an application runs in office hours."),
        widget=_clock_time(),
    )
    closes_at = forms.TimeField(label=_("Closes at"), widget=_clock_time())
    offers_transport = forms.BooleanField(
        label=_("The school offers free transport"),
        help_text=_("Then parents may ask for it, and the decision on it is made in the application."),
        required=False,
    )

    @classmethod
    def showing(cls, school: School) -> "OrganisationForm":
        facts = {name: getattr(school, name) for name in _FIELDS}
        return cls(initial=facts | {"phone": wording.phone(school.phone)})

    def clean_phone(self) -> str:
        number = kazakhstan_number(self.cleaned_data["phone"])
        if number is None:
            raise forms.ValidationError(_("Type a number of Kazakhstan: +7 and ten digits."))
        return number

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        if told.get("opens_at") and told.get("closes_at") and told["closes_at"] <= told["opens_at"]:
            self.add_error("closes_at", str(ClosesBeforeOpening()))
        return told

    def facts(self) -> OrganisationFacts:
        return OrganisationFacts(**self.cleaned_data)
