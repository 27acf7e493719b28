"""What the director types in «Персонал»."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oqu.core.forms import PortalForm
from oqu.core.phones import kazakhstan_mobile
from staff.services import Work
from staff.states import Position, Role

ROLES = [
    (Role.OSO_STAFF.value, _("School passport officer: edits class limits and the microdistrict")),
    (Role.EXECUTOR.value, _("Executor: processes incoming applications")),
]


class CandidateForm(PortalForm):
    """Step 1: one field. Whether the number exists is the service's question."""

    iin = forms.CharField(
        label=_("IIN of the employee"),
        help_text=_("12 digits"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class WorkForm(PortalForm):
    """Position and roles of an employee."""

    position = forms.ChoiceField(label=_("Position"), choices=[("", _("Choose…")), *Position.choices])
    roles = forms.MultipleChoiceField(
        label=_("Role"),
        choices=ROLES,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Both roles may be given to one person"),
        error_messages={"required": _("Choose at least one role.")},
    )

    def work(self) -> Work:
        told = self.cleaned_data
        roles = frozenset(Role(role) for role in told["roles"])
        return Work(roles=roles, position=Position(told["position"]), phone=told.get("phone", ""))


class ProfileForm(WorkForm):
    """Step 3: the same with a telephone."""

    phone = forms.CharField(
        label=pgettext_lazy("employee", "Contact phone"),
        help_text=_("For example, 8 707 123 45 67"),
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )

    def clean_phone(self) -> str:
        number = kazakhstan_mobile(self.cleaned_data["phone"])
        if number is None:
            raise forms.ValidationError(_("Type a mobile number of Kazakhstan: +7 and ten digits."))
        return number

    def __init__(self, *args: Any, known_phone: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if known_phone:
            self.initial["phone"] = known_phone
            self.fields["phone"].disabled = True
            self.fields["phone"].help_text = _("Told by eGov; the person changes it there")
        self.order_fields(["phone", "position", "roles"])
