"""The school's class limits: read, stated, loaded from NOBD."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from admissions.api.base import PortalView, refusals
from limits import selectors, services
from limits.services import Told
from limits.years import name_of, year_named
from oqu.core import clock
from oqu.core.errors import NotFound
from staff.permissions import Action, check_may


class LimitSerializer(serializers.Serializer):
    """One parallel. `total` and `class_count` are null while only acceptances know of it."""

    school_year = serializers.SerializerMethodField(help_text="2026-2027")
    grade = serializers.IntegerField()
    language = serializers.CharField()
    total = serializers.IntegerField(allow_null=True)
    class_count = serializers.IntegerField(allow_null=True)
    inside_quota = serializers.IntegerField(source="seats.inside_quota")
    outside_quota = serializers.IntegerField(source="seats.outside_quota")
    inside_used = serializers.IntegerField(source="seats.inside_used")
    outside_used = serializers.IntegerField()
    over = serializers.IntegerField(source="seats.over", help_text="Children accepted beyond the total.")
    source = serializers.CharField(help_text="`school`, `nobd`, or empty while nobody stated the seats.")  # type: ignore[assignment]
    stated_at = serializers.DateTimeField(allow_null=True)
    version = serializers.IntegerField(help_text="Send it back with a change.")

    def get_school_year(self, limit: Any) -> str:
        return name_of(limit.school_year_id)


class ToldSerializer(serializers.Serializer):
    total = serializers.IntegerField(help_text="Seats of all classes of the language together.")
    class_count = serializers.IntegerField()
    version = serializers.IntegerField(
        required=False,
        allow_null=True,
        default=None,
        help_text="The version that was read; without one only a parallel that nobody stated is stated.",
    )


class ConflictSerializer(serializers.Serializer):
    """What NOBD states and the portal did not take; `code` and `context` are those of the refusal."""

    school_year = serializers.SerializerMethodField()
    language = serializers.CharField(source="row.language")
    total = serializers.IntegerField(source="row.told.total")
    class_count = serializers.IntegerField(source="row.told.class_count")
    code = serializers.CharField(source="refusal.code")
    message = serializers.CharField(source="refusal")
    context = serializers.DictField(source="refusal.context")  # type: ignore[assignment]

    def get_school_year(self, conflict: services.Conflict) -> str:
        return name_of(conflict.row.school_year)


class LoadedSerializer(serializers.Serializer):
    """Counts rows; `skipped` says of each row of another year why it was left out."""

    created = serializers.IntegerField()
    changed = serializers.IntegerField()
    unchanged = serializers.IntegerField()
    kept = serializers.IntegerField(help_text="The school decided before to stay with its own numbers.")
    skipped = serializers.ListField(child=serializers.CharField())
    conflicts = ConflictSerializer(many=True)


class Limits(PortalView):
    @extend_schema(
        operation_id="limits",
        summary="The school's class limits, the latest year first",
        responses={200: LimitSerializer(many=True), **refusals(401, 403)},
    )
    def get(self, request: Request) -> Response:
        check_may(self.actor, Action.SEE_LIMITS)
        with self.reading() as actor:
            return Response(LimitSerializer(selectors.limits_of(actor.school_id), many=True).data)


class OneLimit(PortalView):
    @extend_schema(
        operation_id="limit",
        summary="One parallel of the school",
        responses={200: LimitSerializer, **refusals(401, 403, 404)},
    )
    def get(self, request: Request, year: str, language: str) -> Response:
        check_may(self.actor, Action.SEE_LIMITS)
        with self.reading() as actor:
            limit = selectors.limit_of(actor.school_id, year_named(year), language)
            if limit is None:
                raise NotFound
            return Response(LimitSerializer(limit).data)

    @extend_schema(
        operation_id="state_limit",
        summary="State the seats of a parallel",
        request=ToldSerializer,
        responses={200: LimitSerializer, **refusals(400, 401, 403, 404, 409)},
    )
    def put(self, request: Request, year: str, language: str) -> Response:
        check_may(self.actor, Action.CHANGE_LIMITS)
        told = self.told(ToldSerializer)
        limit = services.put_limit(
            school_year=year_named(year),
            language=language,
            told=Told(told["total"], told["class_count"]),
            version=told["version"],
            by=self.actor,
            now=clock.now(),
        )
        return Response(LimitSerializer(limit).data)


class LoadLimits(PortalView):
    @extend_schema(
        operation_id="load_limits",
        summary="Load the school's limits from NOBD",
        description="Loading twice is loading once. What the school stated itself stays and is told as a conflict.",
        request=None,
        responses={200: LoadedSerializer, **refusals(400, 401, 403, 404, 409, 503)},
    )
    def post(self, request: Request) -> Response:
        report = services.load_from_nobd(by=self.actor, now=clock.now())
        return Response(LoadedSerializer(report).data)
