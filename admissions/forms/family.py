"""The steps of the parent's form, one class a page."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from admissions.errors import NotYourChild
from admissions.models import Application
from admissions.services import Wishes
from admissions.states import DocumentKind, Transport
from oqu.core import wording
from oqu.core.forms import PortalForm
from oqu.core.identity import is_valid_iin, normalise_iin
from oqu.core.phones import kazakhstan_mobile
from oqu.core.secrets_fields import blind_index
from oqu.integrations.population import PopulationRecord
from staff.services import ImpossibleIin
from staff.states import StudyLanguage

ANOTHER = "another"


class ChildForm(PortalForm):
    """
    One of the children the register knows, or another one of whom the person is a guardian. A child of one's
    own goes by its blind index, so no identity number stands in the page; the school and the house found
    before signing in travel along.
    """

    child = forms.ChoiceField(
        label=_("Child"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a child."), "invalid_choice": NotYourChild.message},
    )
    child_iin = forms.CharField(
        label=_("IIN of the child"),
        help_text=_("12 digits"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    child_born_on = forms.DateField(
        label=_("Date of birth of the child"),
        help_text=_("As in the birth certificate: it is compared with the register."),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    school = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)
    building = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, children: Sequence[PopulationRecord], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self._children = {blind_index("iin", child.iin): child for child in children}
        own = [(index, _told(child)) for index, child in self._children.items()]
        self.fields["child"].choices = [*own, (ANOTHER, _("Another child: I am a guardian or foster parent"))]
        if len(children) < 2:
            self.initial["child"] = next(iter(self._children), ANOTHER)

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("child") == ANOTHER:
            self._check_number()
            if not self.cleaned_data.get("child_born_on") and "child_born_on" not in self.errors:
                self.add_error("child_born_on", _("Type the date of birth from the birth certificate."))
        return self.cleaned_data

    def _check_number(self) -> None:
        number = normalise_iin(self.cleaned_data.get("child_iin", ""))
        if is_valid_iin(number):
            self.cleaned_data["child_iin"] = number
        else:
            self.add_error("child_iin", ImpossibleIin.message)

    @property
    def wants_another(self) -> bool:
        return self["child"].value() == ANOTHER

    @property
    def chosen(self) -> PopulationRecord | None:
        """None for the child of a guardian."""
        return self._children.get(self.cleaned_data["child"])

    @property
    def number(self) -> str:
        return self.chosen.iin if self.chosen else self.cleaned_data["child_iin"]

    @property
    def born_on(self) -> dt.date | None:
        """What a guardian says, to be compared."""
        return None if self.chosen else self.cleaned_data["child_born_on"]


class SchoolForm(PortalForm):
    school = forms.ChoiceField(
        label=_("School"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a school."),
            "invalid_choice": _("This school is not in the list any more. Choose another one."),
        },
    )

    def __init__(self, data: Any = None, *, codes: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["school"].choices = codes


class DetailsForm(PortalForm):
    """Transport is asked only where the school offers it (R138)."""

    language = forms.ChoiceField(
        label=_("Language of study"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the language of study.")},
    )
    wants_transport = forms.BooleanField(
        label=_("The child needs free transport to school and back"),
        help_text=_("The school answers together with the decision on the application."),
        required=False,
    )
    has_special_needs = forms.BooleanField(
        label=_("The child has special educational needs"),
        help_text=_(
            "You will be asked for the conclusion of the commission (PMPK). It does not change the order of review."
        ),
        required=False,
    )
    phone = forms.CharField(
        label=_("Contact phone"),
        help_text=_("A Kazakhstan mobile number: SMS about the application come here."),
        max_length=30,
        error_messages={"required": _("Enter a phone number.")},
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
    )
    factual_address = forms.CharField(
        label=_("Where the child lives in fact (optional)"),
        help_text=_("Only if it differs from the registered address. It does not decide the microdistrict."),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )

    def __init__(self, data: Any = None, *, draft: Application, languages: Sequence[str]) -> None:
        super().__init__(data, initial=_known(draft))
        labels = dict(StudyLanguage.choices)
        self.fields["language"].choices = [(code, labels[code]) for code in languages]
        if len(languages) == 1:
            self.initial["language"] = languages[0]
        if not draft.school.offers_transport:
            del self.fields["wants_transport"]

    def clean_phone(self) -> str:
        number = kazakhstan_mobile(self.cleaned_data["phone"])
        if number is None:
            raise forms.ValidationError(
                _("This is not a Kazakhstan mobile number. Write it like this: +7 (701) 234-56-78.")
            )
        return number

    @property
    def wishes(self) -> Wishes:
        told = self.cleaned_data
        return Wishes(
            language=told["language"],
            wants_transport=told.get("wants_transport", False),
            has_special_needs=told["has_special_needs"],
            phone=told["phone"],
            factual_address=told["factual_address"],
        )


class DocumentsForm(PortalForm):
    """One field a paper, named by its kind; what a file is like is judged by the service."""

    def __init__(self, data: Any = None, files: Any = None, *, kinds: Sequence[DocumentKind]) -> None:
        super().__init__(data, files)
        for kind in kinds:
            self.fields[kind.value] = forms.FileField(label=kind.label, required=False, allow_empty_file=True)

    @property
    def uploads(self) -> dict[DocumentKind, Any]:
        return {
            DocumentKind(name): upload for name, upload in self.cleaned_data.items() if upload is not None
        }


class SendForm(PortalForm):
    agreed = forms.BooleanField(
        label=_(
            "I have checked the answers and agree that the school and the education bodies process these data"
        ),
        error_messages={"required": _("Tick the box to send the application.")},
    )


def _told(child: PopulationRecord) -> str:
    name = " ".join(filter(None, [child.last_name, child.first_name, child.patronymic]))
    return str(_("%(name)s, born %(date)s")) % {"name": name, "date": wording.long_date(child.born_on)}


def _known(draft: Application) -> dict[str, Any]:
    return {
        "language": draft.language,
        "wants_transport": draft.transport == Transport.PENDING,
        "has_special_needs": draft.has_special_needs,
        "phone": wording.phone(draft.applicant_phone),
        "factual_address": draft.factual_address,
    }
