"""Applications as their parents and their schools see them."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from admissions import policies, selectors, services
from admissions.api.base import PortalView, refusals
from admissions.api.explaining import WhySerializer, why
from admissions.api.paging import AFTER, LIMIT, PageSerializer, page_of
from admissions.api.serializers import CardSerializer, NewApplicationSerializer, PageOfLinesSerializer
from oqu.audit.services import note_read
from oqu.core import clock
from oqu.core.errors import InvalidInput
from staff.permissions import Action, check_may
from staff.selectors import school_with_code

_NO_SCHOOL = _("There is no school with this code.")


def card_of(view: PortalView, uuid: UUID) -> dict[str, Any]:
    """Everything about one application, as it is now. A reader who is not of the family is noted."""
    with view.reading() as actor:
        application = view.seen(uuid)
        if actor.scope != "parent":
            note_read(application, by=actor)
        context = {"explanation": policies.explain(application, actor)}
        told: dict[str, Any] = CardSerializer(application, context=context).data
        if actor.scope == "parent" and not application.is_parent:
            told |= {"address_ru": "", "address_kk": ""}  # a guardian is told nothing that the register knows
        return told


class Applications(PortalView):
    @extend_schema(
        operation_id="applications",
        summary="A parent's own applications with drafts, or a school's",
        parameters=[AFTER, LIMIT],
        responses={200: PageOfLinesSerializer, **refusals(400, 401, 403)},
    )
    def get(self, request: Request) -> Response:
        page = self.told(PageSerializer, request.query_params)
        if self.actor.scope == "school":
            check_may(self.actor, Action.SEE_APPLICATIONS)
        with self.reading() as actor:
            found = page_of(selectors.visible_to(actor), ("id",), **page)
            return Response(PageOfLinesSerializer(found).data)

    @extend_schema(
        operation_id="prepare_application",
        summary="Begin a draft for a child, or bring the one begun before up to date",
        request=NewApplicationSerializer,
        responses={201: CardSerializer, **refusals(400, 401, 403, 409, 503)},
    )
    def post(self, request: Request) -> Response:
        told = self.told(NewApplicationSerializer)
        school = school_with_code(told["school"])
        if school is None:
            raise InvalidInput({"school": [str(_NO_SCHOOL)]})
        draft = services.prepare_draft(
            child_iin=told["child_iin"],
            school=school,
            wishes=NewApplicationSerializer.wishes(told),
            by=self.actor,
            now=clock.now(),
        )
        return Response(card_of(self, draft.uuid), status=201)


class OneApplication(PortalView):
    @extend_schema(
        operation_id="application",
        summary="One application and what may be done with it",
        responses={200: CardSerializer, **refusals(401, 404)},
    )
    def get(self, request: Request, uuid: UUID) -> Response:
        return Response(card_of(self, uuid))


class Why(PortalView):
    @extend_schema(
        operation_id="why",
        summary="Why an application may or may not be decided, signed, returned, withdrawn: with the numbers used",
        responses={200: WhySerializer, **refusals(401, 403, 404)},
    )
    def get(self, request: Request, uuid: UUID) -> Response:
        with self.reading() as actor:
            application = self.seen(uuid)
            return Response(why(application, actor, policies.explain(application, actor)))
