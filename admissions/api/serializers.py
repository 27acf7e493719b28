"""What an application looks like outside, and what is told to it."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from admissions.api.explaining import ExplanationSerializer
from admissions.models import Application, Document
from admissions.services import Wishes
from admissions.states import DocumentKind, RefusalReason, Transport
from oqu.core import clock
from oqu.core.identity import is_valid_iin, normalise_iin
from oqu.core.phones import kazakhstan_mobile
from staff.states import StudyLanguage


class LineSerializer(serializers.ModelSerializer):
    """One line of a list."""

    school = serializers.CharField(source="school.code", default=None, help_text="The school's code.")
    reference = serializers.CharField(help_text="As people call it: 2026-032-34. Empty for a draft.")
    child_name = serializers.CharField()
    is_overdue = serializers.SerializerMethodField()

    class Meta:
        model = Application
        fields = [
            "uuid", "reference", "number", "status", "channel", "school", "child_name", "language", "zone_type",
            "received_at", "due_at", "is_overdue", "decision", "transport", "version",
        ]  # fmt: skip

    def get_is_overdue(self, application: Application) -> bool:
        return application.is_overdue(clock.now())


class PaperSerializer(serializers.ModelSerializer):
    class Meta:
        model = Document
        fields = ["uuid", "kind", "file_name", "content_type", "size", "uploaded_at"]


class CardSerializer(LineSerializer):
    """The whole of it, for its parent and its school."""

    documents = PaperSerializer(many=True)
    may = serializers.SerializerMethodField(help_text="What the role of the token may do now, and why not.")

    class Meta(LineSerializer.Meta):
        fields = [
            *LineSerializer.Meta.fields,
            "child_iin", "child_last_name", "child_first_name", "child_patronymic", "child_born_on",
            "applicant_name", "applicant_phone", "address_ru", "address_kk", "factual_address",
            "has_special_needs", "clock_starts_at", "due_derivation", "decided_at", "refusal_reason",
            "refusal_reason_text", "explanation", "returned_at", "finalised_at", "documents", "may",
        ]  # fmt: skip

    @extend_schema_field(ExplanationSerializer)
    def get_may(self, application: Application) -> dict[str, Any]:
        return ExplanationSerializer(self.context["explanation"]).data


class PageOfLinesSerializer(serializers.Serializer):
    results = LineSerializer(many=True)
    next = serializers.CharField(
        allow_null=True, help_text="Give it as `after` to read on; null on the last page."
    )


class ArrivalSerializer(serializers.ModelSerializer):
    """What a parent must be able to quote."""

    reference = serializers.CharField()

    class Meta:
        model = Application
        fields = ["uuid", "reference", "number", "status", "received_at", "due_at"]


class NewApplicationSerializer(serializers.Serializer):
    child_iin = serializers.CharField(max_length=20)
    school = serializers.CharField(max_length=10, help_text="The school's code.")
    language = serializers.ChoiceField(StudyLanguage.choices)
    transport = serializers.BooleanField(default=False, help_text="Free transport is asked for.")
    special_needs = serializers.BooleanField(default=False)
    phone = serializers.CharField(max_length=30, help_text="A mobile number of Kazakhstan.")
    factual_address = serializers.CharField(max_length=300, required=False, default="", allow_blank=True)

    def validate_child_iin(self, value: str) -> str:
        iin = normalise_iin(value)
        if not is_valid_iin(iin):
            raise serializers.ValidationError(
                _("This is not an IIN: twelve digits, the last one checks the others.")
            )
        return iin

    def validate_phone(self, value: str) -> str:
        number = kazakhstan_mobile(value)
        if number is None:
            raise serializers.ValidationError(
                _("This is not a Kazakhstan mobile number. Write it like this: +7 (701) 234-56-78.")
            )
        return number

    @staticmethod
    def wishes(told: dict[str, Any]) -> Wishes:
        return Wishes(
            language=told["language"],
            wants_transport=told["transport"],
            has_special_needs=told["special_needs"],
            phone=told["phone"],
            factual_address=told["factual_address"],
        )


class PaperUploadSerializer(serializers.Serializer):
    kind = serializers.ChoiceField(DocumentKind.choices)
    file = serializers.FileField(allow_empty_file=True)  # emptiness has a refusal of its own


class AcceptanceSerializer(serializers.Serializer):
    transport = serializers.ChoiceField(
        [Transport.APPROVED, Transport.DECLINED],
        required=False,
        allow_null=True,
        default=None,
        help_text="The answer about free transport; needed when the parent asked for it and the school offers it.",
    )
    version = serializers.IntegerField(
        required=False,
        allow_null=True,
        default=None,
        help_text="What was read: refused if it has moved on since.",
    )


class RefusalOfAdmissionSerializer(serializers.Serializer):
    reason = serializers.CharField(allow_blank=True, help_text=f"One of: {', '.join(RefusalReason.values)}.")
    explanation = serializers.CharField(required=False, default="", allow_blank=True, max_length=2000)
    version = serializers.IntegerField(
        required=False,
        allow_null=True,
        default=None,
        help_text="What was read: refused if it has moved on since.",
    )
