"""The parent's way from a draft to a number."""

from uuid import UUID

from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from admissions import sending, services
from admissions.api.base import PortalView, refusals
from admissions.api.serializers import ArrivalSerializer, PaperSerializer, PaperUploadSerializer
from admissions.states import DocumentKind
from oqu.core import clock
from oqu.core.errors import InvalidInput

KEY = "Idempotency-Key"


class Papers(PortalView):
    parser_classes = [MultiPartParser]

    @extend_schema(
        operation_id="attach_paper",
        summary="Put a paper into a draft; it replaces the one of its kind",
        request={"multipart/form-data": PaperUploadSerializer},
        responses={201: PaperSerializer, **refusals(400, 401, 403, 404)},
    )
    def post(self, request: Request, uuid: UUID) -> Response:
        told = self.told(PaperUploadSerializer)
        paper = services.attach_document(
            uuid=uuid, kind=DocumentKind(told["kind"]), upload=told["file"], by=self.actor, now=clock.now()
        )
        return Response(PaperSerializer(paper).data, status=201)


class Sending(PortalView):
    @extend_schema(
        operation_id="submit_application",
        summary="Send a draft: it takes the next number of the school's queue",
        description=(
            "Repeated with the same key it gives the same number, however often and however fast. "
            f"Different keys: {sending.KEYS_A_MINUTE} a minute. When the child's other parent was faster at the same "
            "school, it answers with that application and its number."
        ),
        parameters=[OpenApiParameter(KEY, OpenApiTypes.UUID, OpenApiParameter.HEADER, required=True)],
        request=None,
        responses={200: ArrivalSerializer, **refusals(400, 401, 404, 409, 422, 429)},
    )
    def post(self, request: Request, uuid: UUID) -> Response:
        application = sending.send(uuid=uuid, key=self.key(), by=self.actor)
        return Response(ArrivalSerializer(application).data)

    def key(self) -> UUID:
        try:
            return UUID(self.request.headers.get(KEY, ""))
        except ValueError as error:
            sentence = _("Send a new UUID with each application, and the same one when you repeat it.")
            raise InvalidInput({KEY: [sentence]}) from error
