"""The school's queue and its decisions."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from admissions import selectors, services
from admissions.api.applications import card_of
from admissions.api.base import PortalView, refusals
from admissions.api.paging import AFTER, LIMIT, PageSerializer, page_of
from admissions.api.serializers import (
    AcceptanceSerializer,
    CardSerializer,
    PageOfLinesSerializer,
    RefusalOfAdmissionSerializer,
)
from admissions.states import Transport
from oqu.core import clock
from staff.permissions import Action, check_may


class SchoolQueue(PortalView):
    @extend_schema(
        operation_id="queue",
        summary="The school's unprocessed applications, in the order in which they must be decided",
        parameters=[AFTER, LIMIT],
        responses={200: PageOfLinesSerializer, **refusals(400, 401, 403)},
    )
    def get(self, request: Request) -> Response:
        page = self.told(PageSerializer, request.query_params)
        check_may(self.actor, Action.SEE_APPLICATIONS)
        with self.reading() as actor:
            found = page_of(selectors.unprocessed(actor), ("queue_id", "number"), **page)
            return Response(PageOfLinesSerializer(found).data)


class Acceptance(PortalView):
    @extend_schema(
        operation_id="accept_application",
        summary="Propose acceptance; the director's signature makes it final",
        request=AcceptanceSerializer,
        responses={200: CardSerializer, **refusals(400, 401, 403, 404, 409)},
    )
    def post(self, request: Request, uuid: UUID) -> Response:
        told = self.told(AcceptanceSerializer)
        services.accept(
            uuid=uuid,
            by=self.actor,
            now=clock.now(),
            transport=Transport(told["transport"]) if told["transport"] else None,
            version=told["version"],
        )
        return Response(card_of(self, uuid))


class Refusal(PortalView):
    @extend_schema(
        operation_id="refuse_application",
        summary="Propose refusal for one of the seven reasons; the director's signature makes it final",
        request=RefusalOfAdmissionSerializer,
        responses={200: CardSerializer, **refusals(400, 401, 403, 404, 409)},
    )
    def post(self, request: Request, uuid: UUID) -> Response:
        told = self.told(RefusalOfAdmissionSerializer)
        services.refuse(uuid=uuid, by=self.actor, now=clock.now(), **told)
        return Response(card_of(self, uuid))
