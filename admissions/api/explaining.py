"""What may be done with an application, why not, and the numbers used: for the API and for `manage.py why`."""

from typing import Any

from rest_framework import serializers

from admissions import line
from admissions.models import Application
from admissions.policies import Explanation, Possibility
from limits.policies import Seats
from oqu.core import clock
from oqu.core.acting import Actor
from staff.permissions import Action, may

RIGHTS = (Action.DECIDE, Action.RETURN, Action.SIGN, Action.APPLY)


class PossibilitySerializer(serializers.Serializer):
    """`code`, `message` and `context` are those of the refusal that stands against it."""

    allowed = serializers.BooleanField()
    code = serializers.CharField(source="refusal.code", default="")
    message = serializers.SerializerMethodField()
    context = serializers.DictField(  # type: ignore[assignment]
        source="refusal.context", default=dict
    )

    def get_message(self, found: Possibility) -> str:
        return str(found.refusal or "")


class ExplanationSerializer(serializers.Serializer):
    accept = PossibilitySerializer()
    refuse = PossibilitySerializer()
    return_for_rework = PossibilitySerializer()
    sign = PossibilitySerializer()
    withdraw = PossibilitySerializer()


class SeatsSerializer(serializers.Serializer):
    """The parallel of the application. All figures count children; `total` is null while nobody stated it."""

    total = serializers.IntegerField(allow_null=True)
    used = serializers.IntegerField(help_text="Accepted, those who wait for the signature included.")
    inside_quota = serializers.IntegerField()
    inside_used = serializers.IntegerField()
    outside_quota = serializers.IntegerField()
    outside_used = serializers.IntegerField()
    outside_free = serializers.IntegerField()
    over = serializers.IntegerField(help_text="Accepted beyond the total.")
    policy = serializers.SerializerMethodField(help_text="Name and version, as in static_quarter/1.")

    def get_policy(self, seats: Seats) -> str:
        return f"{seats.policy.name}/{seats.policy.version}"


class BlockingSerializer(serializers.Serializer):
    """The application that must be decided first. It names no person."""

    reference = serializers.CharField()
    number = serializers.IntegerField()
    received_at = serializers.DateTimeField()
    is_returned = serializers.SerializerMethodField(help_text="The director sent its decision back.")
    opened_at = serializers.SerializerMethodField(
        help_text="When it was returned, else when somebody of the school opened it last; null: nobody has."
    )

    def get_is_returned(self, blocking: Application) -> bool:
        return blocking.is_sent_back

    def get_opened_at(self, blocking: Application) -> str | None:
        holder = line.holder_of(blocking)
        return holder.since.astimezone(clock.ALMATY).isoformat() if holder else None


class WhySerializer(serializers.Serializer):
    """No personal data: references, codes and numbers."""

    reference = serializers.CharField()
    status = serializers.CharField()
    asked_as = serializers.CharField(help_text="The role or, outside schools, the kind of person that asks.")
    rights = serializers.ListField(
        child=serializers.CharField(), help_text="What the role allows at all, whatever the application."
    )
    zone_type = serializers.CharField(allow_blank=True)
    language = serializers.CharField(allow_blank=True)
    due_at = serializers.DateTimeField(allow_null=True)
    is_overdue = serializers.BooleanField()
    earlier_on_review = serializers.IntegerField(help_text="Applications that stand before it in the line.")
    blocking = BlockingSerializer(allow_null=True)
    seats = SeatsSerializer(allow_null=True, help_text="null: the parallel was never stated.")
    seat = PossibilitySerializer(help_text="Whether a seat could be taken, were it the application's turn.")
    may = ExplanationSerializer()


def why(application: Application, actor: Actor, explanation: Explanation) -> dict[str, Any]:
    """Called inside `acting`."""
    facts = {
        "reference": application.reference,
        "status": application.status,
        "asked_as": actor.role or actor.scope,
        "rights": [right.value for right in RIGHTS if may(actor, right)],
        "zone_type": application.zone_type,
        "language": application.language,
        "due_at": application.due_at,
        "is_overdue": application.is_overdue(clock.now()),
        "earlier_on_review": line.place_of(application) if application.is_on_review else 0,
        "blocking": explanation.blocking,
        "seats": explanation.seats,
        "seat": explanation.seat,
        "may": explanation,
    }
    return WhySerializer(facts).data
