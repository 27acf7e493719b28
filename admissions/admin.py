"""Campaigns are stated by the ministry; applications and their journal are only looked at here."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from admissions import selectors, services
from admissions.models import Application, Campaign, Escalation, JournalEntry, Recalculation, Verification
from oqu.audit.services import note_read
from oqu.core.errors import DomainError
from oqu.core.ministry_admin import KeptAdmin, ReadOnlyAdmin


class CampaignForm(forms.ModelForm):
    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if self.instance.pk is None and not self.errors:
            try:
                services.check_can_begin(self._campaign(told))
            except DomainError as refusal:
                self.add_error("region_kato", str(refusal))
        return told

    def _campaign(self, told: dict[str, Any]) -> Campaign:
        return Campaign(school_year=told["school_year"], region_kato=told["region_kato"])


@admin.register(Campaign)
class CampaignAdmin(KeptAdmin):
    """The dates of the country, and of each region that has its own. What they are of is stated once."""

    form = CampaignForm
    list_display = ["school_year", "region", "opens_at", "closes_at"]
    list_display_links = ["school_year", "region"]
    list_filter = ["school_year"]

    @admin.display(description=_("region (KATO)"), ordering="region_kato")
    def region(self, campaign: Campaign) -> str:
        return campaign.region_kato or str(_("the whole country"))

    def get_readonly_fields(self, request: HttpRequest, obj: Campaign | None = None) -> list[str]:
        return ["school_year", "region_kato"] if obj else []

    def save_model(self, request: HttpRequest, obj: Campaign, form: Any, change: bool) -> None:
        services.state_campaign(obj, by=request.actor)


@admin.register(Application)
class ApplicationAdmin(ReadOnlyAdmin):
    """No identity number, contact or paper; found by the reference that people quote."""

    list_display = ["reference", "status", "zone_type", "language", "received_at", "due_at", "decision"]
    list_filter = ["status", "zone_type", "language"]
    search_fields = ["number"]
    search_help_text = _("Reference, as in 2026-032-34")
    fields = [
        "reference", "school", "campaign", "status", "child_name", "language", "zone_type", "transport",
        "received_at", "clock_starts_at", "due_at", "decision", "decided_by", "decided_at",
        "refusal_reason_text", "explanation", "returned_at", "finalised_at",
    ]  # fmt: skip

    @admin.display(description=_("reference"))
    def reference(self, application: Application) -> str:
        return application.reference

    @admin.display(description=_("child"))
    def child_name(self, application: Application) -> str:
        return application.child_name

    def get_queryset(self, request: HttpRequest) -> QuerySet[Application]:
        return selectors.visible_to(request.actor)

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Application | None:
        """The card of one child: the reading is noted."""
        found = super().get_object(request, object_id, from_field)
        if found is not None:
            note_read(found, by=request.actor)
        return found

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        if not search_term:
            return queryset, False
        found = selectors.with_reference(search_term, request.actor)
        return queryset.filter(pk=found.pk if found else None), False


@admin.register(Recalculation)
class RecalculationAdmin(ReadOnlyAdmin):
    """How far the worker is with deadlines that follow a change of working time."""

    list_display = ["asked_at", "school", "first", "last", "progress", "looked", "finished_at"]
    list_select_related = ["school"]
    fields = ["asked_at", "asked_by", "school", "first", "last", "expected", "looked", "moved", "finished_at"]

    @admin.display(description=_("moved"))
    def progress(self, work: Recalculation) -> str:
        return str(work)


@admin.register(Escalation)
class EscalationAdmin(ReadOnlyAdmin):
    list_display = ["at", "level", "application"]
    list_filter = ["level"]
    list_select_related = ["application__school", "application__campaign"]


@admin.register(JournalEntry)
class JournalEntryAdmin(ReadOnlyAdmin):
    list_display = ["at", "event", "application", "school", "role", "commitment"]
    list_filter = ["event"]
    list_select_related = ["application__school", "application__campaign", "school"]
    ordering = ["-id"]
    fields = ["at", "event", "application", "school", "person", "role", "sealed", "commitment"]

    @admin.display(description=_("what is sealed"))
    def sealed(self, entry: JournalEntry) -> str:
        return bytes(entry.canonical).decode()


@admin.register(Verification)
class VerificationAdmin(ReadOnlyAdmin):
    """What the nightly verification found, in the words of the invariants."""

    list_display = ["at", "is_clean", "rows", "took"]
    fields = ["at", "took", "rows", "found"]

    @admin.display(description=_("everything holds"), boolean=True)
    def is_clean(self, verification: Verification) -> bool:
        return verification.is_clean

    @admin.display(description=_("what does not hold"))
    def found(self, verification: Verification) -> str:
        lines = []
        for finding in verification.findings:
            lines.append((f"{_(finding['sentence'])} ({finding['count']})",))
            lines += [(f"— {example}",) for example in finding["examples"]]
        return format_html_join(mark_safe("<br>"), "{}", lines) or "—"
