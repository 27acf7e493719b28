"""What the school types: a decision, a reason, a comment. `version` is the state the person had before their eyes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundWidget
from django.utils.translation import gettext_lazy as _

from admissions import policies
from admissions.errors import CommentRequired, ReasonRequired
from admissions.models import Application
from admissions.states import RefusalReason, Transport
from oqu.core.forms import PortalForm

EXPLANATION_LENGTH = 1000
COMMENT_LENGTH = 2000


class _DecisionForm(PortalForm):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: Any = None, *, application: Application, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial={"version": application.version, **(initial or {})})


class AcceptForm(_DecisionForm):
    """The answer about transport is asked where the school offers it and the parent wants it (R139)."""

    transport = forms.ChoiceField(
        label=_("Free transport service is required"),
        choices=[(Transport.APPROVED, _("Agree to transport")), (Transport.DECLINED, _("Decline transport"))],
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, data: Any = None, *, application: Application) -> None:
        super().__init__(data, application=application)
        if not policies.asks_for_transport(application):
            del self.fields["transport"]


# What a clerk calls the seven reasons; the words of the law stand beside them and are what is kept (R124).
SHORT_REASONS = {
    RefusalReason.UNRELIABLE_DOCUMENTS: _("Unreliable documents or data"),
    RefusalReason.NOT_COMPLIANT: _("Does not meet the requirements"),
    RefusalReason.NEGATIVE_AGENCY_RESPONSE: _("A state body or an expert examination answered no"),
    RefusalReason.COURT_BAN_ACTIVITY: _("A court forbade an activity that needs the service"),
    RefusalReason.COURT_DEPRIVED_RIGHT: _("A court took away the special right"),
    RefusalReason.NO_PERSONAL_DATA_CONSENT: _("No consent to access to personal data"),
    RefusalReason.CLASSES_FULL: _("The classes are full"),
}


@dataclass(frozen=True)
class Reason:
    radio: BoundWidget
    code: RefusalReason

    @property
    def says_full(self) -> bool:
        return self.code is RefusalReason.CLASSES_FULL

    @property
    def says_no_consent(self) -> bool:
        return self.code is RefusalReason.NO_PERSONAL_DATA_CONSENT


class RefuseForm(_DecisionForm):
    reason = forms.ChoiceField(
        label=_("Reason for the refusal"),
        choices=list(SHORT_REASONS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": ReasonRequired.message, "invalid_choice": ReasonRequired.message},
    )
    explanation = forms.CharField(
        label=_("Explanation to the parent (optional)"),
        help_text=_("The parent reads it beside the reason. Up to 1000 characters."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=EXPLANATION_LENGTH,
        required=False,
    )

    @property
    def reasons(self) -> Iterator[Reason]:
        """Each short reason with its words in full: `code.label`."""
        for radio in self["reason"]:
            yield Reason(radio, RefusalReason(radio.data["value"]))

    @property
    def chosen(self) -> RefusalReason | None:
        value = self["reason"].value()
        return RefusalReason(value) if value in RefusalReason.values else None


class ReturnForm(_DecisionForm):
    comment = forms.CharField(
        label=_("Reason of the return"),
        help_text=_("The executor gets these words. Say what is to be corrected."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=COMMENT_LENGTH,
        error_messages={"required": CommentRequired.message},
    )


class SignSeveralForm(PortalForm):
    """Which decisions are signed stands in the page itself; this is the confirmation of them all."""

    looked = forms.BooleanField(
        label=_("I have looked through the decisions"),
        error_messages={"required": _("Look through the decisions and confirm it.")},
    )
