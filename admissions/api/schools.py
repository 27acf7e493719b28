"""Which schools serve an address: for everybody, without a token."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from admissions.api.base import PortalView, refusals
from admissions.schools_by_address import SchoolsByAddress, SchoolWithSeats, schools_by_address
from limits.policies import ZoneType
from microdistrict import selectors as microdistrict
from oqu.core import clock
from oqu.core.errors import InvalidInput, NotFound


class LanguageSeatsSerializer(serializers.Serializer):
    """Places of the first grade in one language of study; `total` is null while nobody stated it."""

    language = serializers.CharField()
    total = serializers.IntegerField(source="seats.total", allow_null=True)
    free = serializers.IntegerField(source="seats.free")
    outside_quota = serializers.IntegerField(source="seats.outside_quota")
    outside_free = serializers.IntegerField(source="seats.outside_free")


class SchoolSerializer(serializers.Serializer):
    code = serializers.CharField(source="school.code")
    name_kk = serializers.CharField(source="school.name_kk")
    name_ru = serializers.CharField(source="school.name_ru")
    name_en = serializers.CharField(source="school.name_en")
    address_kk = serializers.CharField(source="school.address_kk")
    address_ru = serializers.CharField(source="school.address_ru")
    phone = serializers.CharField(source="school.phone")
    offers_transport = serializers.BooleanField(source="school.offers_transport")
    zone_type = serializers.SerializerMethodField(help_text="`in_zone` or `out_of_zone`.")
    languages = LanguageSeatsSerializer(many=True)

    def get_zone_type(self, entry: SchoolWithSeats) -> str:
        return (ZoneType.IN_ZONE if entry in self.context["own"] else ZoneType.OUT_OF_ZONE).value


class WindowSerializer(serializers.Serializer):
    """When applications arrive: from the first moment on, until before the second."""

    school_year = serializers.CharField()
    opens_at = serializers.DateTimeField()
    closes_at = serializers.DateTimeField()


class SchoolsByAddressSerializer(serializers.Serializer):
    address = serializers.SerializerMethodField()
    as_of = serializers.DateTimeField()
    campaign = WindowSerializer(allow_null=True)
    schools = serializers.SerializerMethodField(
        help_text="Those that serve the address first, then others of the town with free places for it."
    )

    def get_address(self, found: SchoolsByAddress) -> str:
        return self.context["address"]

    def get_schools(self, found: SchoolsByAddress) -> SchoolSerializer(many=True):  # type: ignore[valid-type]
        return SchoolSerializer([*found.own, *found.others], many=True, context={"own": found.own}).data


class StreetSerializer(serializers.Serializer):
    street_id = serializers.CharField(source="register_id")
    name_kk = serializers.CharField()
    name_ru = serializers.CharField()
    title = serializers.CharField(help_text="With its kind, in the reader's language.")
    surroundings = serializers.CharField(help_text="Tells two streets of one name apart; may be empty.")


class StreetsSerializer(serializers.Serializer):
    matches = StreetSerializer(many=True)
    guesses = StreetSerializer(many=True, help_text="Sound alike; only when nothing matches.")


class AskedSerializer(serializers.Serializer):
    street_id = serializers.CharField(required=False, default="", max_length=20)
    house = serializers.CharField(required=False, default="", max_length=30, allow_blank=True)
    building = serializers.CharField(required=False, default="", max_length=20)


class StreetAskedSerializer(serializers.Serializer):
    settlement = serializers.CharField(max_length=9)
    q = serializers.CharField(max_length=200)


class Schools(PortalView):
    permission_classes = [AllowAny]

    @extend_schema(
        operation_id="schools",
        summary="Schools by address, with their places at this moment",
        parameters=[
            OpenApiParameter("street_id", OpenApiTypes.STR, description="The register's code of the street."),
            OpenApiParameter("house", OpenApiTypes.STR, description="House number on the street."),
            OpenApiParameter(
                "building", OpenApiTypes.STR, description="Registration code of the address (RCA)."
            ),
        ],
        responses={200: SchoolsByAddressSerializer, **refusals(400, 404)},
    )
    def get(self, request: Request) -> Response:
        asked = self.told(AskedSerializer, request.query_params)
        if not (asked["street_id"] or asked["building"]):
            raise InvalidInput({"street_id": [str(_("Name a street or a building."))]})
        with self.reading():
            if asked["building"]:
                place = microdistrict.place_in_register(building_rca=asked["building"])
            else:
                place = microdistrict.place_at(asked["street_id"], asked["house"])
            if place is None:
                raise NotFound
            found = schools_by_address(place, now=clock.now())
            return Response(SchoolsByAddressSerializer(found, context={"address": place.full_title}).data)


class Streets(PortalView):
    permission_classes = [AllowAny]

    @extend_schema(
        operation_id="streets",
        summary="Streets of a settlement by any part of their name, in either language",
        parameters=[
            OpenApiParameter("settlement", OpenApiTypes.STR, required=True, description="KATO code."),
            OpenApiParameter("q", OpenApiTypes.STR, required=True, description="What a person typed."),
        ],
        responses={200: StreetsSerializer, **refusals(400)},
    )
    def get(self, request: Request) -> Response:
        asked = self.told(StreetAskedSerializer, request.query_params)
        with self.reading():
            return Response(
                StreetsSerializer(microdistrict.find_streets(asked["settlement"], asked["q"])).data
            )
