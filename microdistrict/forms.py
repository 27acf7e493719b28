"""An address as a person types it: settlement, street, house."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from microdistrict import selectors
from microdistrict.folding import fold, fold_query
from microdistrict.models import Street
from microdistrict.selectors import Place, StreetsFound
from oqu.core.forms import PortalForm


class AddressForm(PortalForm):
    """
    Once valid, `place` is the address. `found` holds the streets to choose from when the typed words do not name one.

    With one settlement in the register nobody is asked for it: `only_settlement` is its title.
    `street_id` is the code of a street chosen from those; it counts as long as the words still fit it.
    """

    settlement = forms.ChoiceField(label=_("Settlement"))
    street_id = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    street = forms.CharField(
        label=_("Street"),
        max_length=200,
        error_messages={"required": _("Enter the name of the street.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "translate": "no"}),
    )
    house = forms.CharField(
        label=_("House"),
        max_length=30,
        error_messages={"required": _("Enter the number of the house, for example 14А or 3/1.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "size": "8"}),
    )

    def __init__(self, data: Any = None, *, settlement: str = "") -> None:
        """`settlement` is the one to show first; data without a settlement means it as well."""
        towns = [(town.kato, town.title) for town in selectors.settlements()]
        first = settlement if settlement in dict(towns) else (towns[0][0] if towns else "")
        if data is not None and not data.get("settlement"):
            data = {**data.dict(), "settlement": first}
        super().__init__(data, initial={"settlement": first})
        self.fields["settlement"].choices = towns
        self.only_settlement = ""
        if len(towns) == 1:
            self.only_settlement = towns[0][1]
            self.fields["settlement"].widget = forms.HiddenInput()
        self.place: Place | None = None
        self.found = StreetsFound([], [])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        typed = values.get("street")
        if not typed or "settlement" not in values:
            return values
        street = self._street(values["settlement"], values.get("street_id", ""), typed)
        if street and values.get("house"):
            self.place = selectors.place_at(street.register_id, values["house"])
            if self.place:
                self.place.street.found_as = street.found_as
        return values

    def _street(self, kato: str, chosen: str, typed: str) -> Street | None:
        place = selectors.place_at(chosen, "") if chosen else None
        if place and place.street.settlement_id == kato and _is_called(place.street, typed):
            return place.street
        self.found = selectors.find_streets(kato, typed)
        if street := _only_one_meant(self.found, typed):
            return street
        if self.found.matches:
            self.add_error("street", _("Several streets fit. Choose yours from the list."))
        elif self.found.guesses:
            self.add_error("street", _("There is no such street. Perhaps you meant one of these."))
        else:
            self.add_error("street", _("There is no such street in this settlement. Check the spelling."))
        return None


def _is_called(street: Street, typed: str) -> bool:
    return fold_query(typed) in {fold(street.name_ru), fold(street.name_kk)}


def _only_one_meant(found: StreetsFound, typed: str) -> Street | None:
    """The single match, or the single one called exactly so, its kind (улица, переулок) counted in."""
    if len(found.matches) == 1:
        return found.matches[0]
    exact = [street for street in found.matches if _is_called(street, typed)]
    if len(exact) > 1:
        words = typed.lower()
        exact = [street for street in exact if street.kind_ru in words or street.kind_kk in words]
    return exact[0] if len(exact) == 1 else None


class SchoolAddressForm(AddressForm):
    """An address in the settlement of one school; no other settlement is asked about."""

    def __init__(self, data: Any = None, *, kato: str) -> None:
        super().__init__({**data.dict(), "settlement": kato} if data is not None else None, settlement=kato)
        self.fields["settlement"].widget = forms.HiddenInput()


class AttachForm(PortalForm):
    """Beside the houses: since when, and whether a house of another school is meant."""

    starts_on = forms.DateField(
        label=_("The school serves them from"),
        required=False,
        help_text=_("Today, if you leave it empty. Applications that came before keep their type."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Enter the day as on a calendar, for example 01.09.2026.")},
    )
    shared = forms.BooleanField(required=False, widget=forms.HiddenInput)
