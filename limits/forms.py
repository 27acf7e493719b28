"""What a director or a school passport officer types in «Лимиты классов». Ranges are the services' question."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from limits import selectors, services
from limits.models import ClassLimit
from oqu.core.errors import DomainError
from oqu.core.forms import PortalForm
from staff.states import StudyLanguage

_WHOLE = _("Write a whole number in digits, for example 100.")


def _number(label: Any, hint: Any) -> forms.IntegerField:
    digits = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 9})
    return forms.IntegerField(label=label, help_text=hint, widget=digits, error_messages={"invalid": _WHOLE})


class SeatsForm(PortalForm):
    """The two numbers of a parallel."""

    total = _number(
        _("Number of seats"), _("All seats of this language in the first grade, not of one class.")
    )
    class_count = _number(_("Number of classes"), "")

    def clean_total(self) -> int:
        return self._checked("total", services.check_seats)

    def clean_class_count(self) -> int:
        return self._checked("class_count", services.check_classes)

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        if {"total", "class_count"} <= told.keys():
            try:
                services.check_told(self.told())
            except DomainError as refusal:
                self.add_error("class_count", str(refusal))
        return told

    def told(self) -> services.Told:
        return services.Told(self.cleaned_data["total"], self.cleaned_data["class_count"])

    def refuse(self, refusal: DomainError) -> None:
        """Put a refusal where it belongs; the typed text stays."""
        field = "total" if isinstance(refusal, services.BelowTaken) else None
        self.add_error(field, str(refusal))

    def _checked(self, name: str, check: Any) -> int:
        try:
            check(self.cleaned_data[name])
        except DomainError as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return self.cleaned_data[name]


class AddForm(SeatsForm):
    """A parallel that is not stated yet."""

    school_year = forms.TypedChoiceField(
        label=_("School year"),
        coerce=int,
        error_messages={"invalid_choice": _("Choose one of the school years of the list.")},
    )
    language = forms.ChoiceField(
        label=_("Language of study"),
        choices=[("", _("Choose the language")), *StudyLanguage.choices],
        error_messages={"invalid_choice": _("Choose one of the languages of the list.")},
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["school_year"].choices = [
            (year.starts_in, str(year)) for year in selectors.open_years(on=today)
        ]
        self.initial.setdefault("school_year", selectors.default_year(on=today))
        self.order_fields(["school_year", "language", "total", "class_count"])

    def refuse(self, refusal: DomainError) -> None:
        if isinstance(refusal, services.ParallelExists):
            self.add_error("language", str(refusal))
        else:
            super().refuse(refusal)


class EditForm(SeatsForm):
    """`version` is the statement that the person saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def showing(cls, limit: ClassLimit) -> "EditForm":
        return cls(initial={"total": limit.total, "class_count": limit.class_count, "version": limit.version})


class ListForm(forms.Form):
    """«Поиск» and the filters above the list; what cannot be is as if it were not asked."""

    q = forms.CharField(required=False, max_length=60)
    year = forms.IntegerField(required=False)
    language = forms.ChoiceField(required=False, choices=[("", ""), *StudyLanguage.choices])

    def asked(self) -> dict[str, Any]:
        self.is_valid()
        told = self.cleaned_data
        return {
            "words": told.get("q", ""),
            "year": told.get("year"),
            "language": told.get("language", ""),
        }
