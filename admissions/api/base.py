"""What every endpoint shares: whose transaction it reads in, how it hears and how it refuses."""

from contextlib import AbstractContextManager
from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiResponse
from rest_framework import serializers
from rest_framework.views import APIView

from admissions import selectors
from admissions.models import Application
from oqu.core.acting import Actor, acting
from oqu.core.api import RefusalSerializer
from oqu.core.errors import NotFound
from staff.permissions import Action, check_may


class PortalView(APIView):
    """The token tells who acts, so the transaction is opened here and not by the portal's middleware."""

    own_transactions = True

    @property
    def actor(self) -> Actor:
        return self.request.actor

    def reading(self) -> AbstractContextManager[Actor]:
        """What is answered must be built inside: outside row-level security shows nothing."""
        return acting(self.actor, read_only=True)

    def told(self, serializer: type[serializers.Serializer], data: Any = None) -> dict[str, Any]:
        """
        What came, checked for shape.

        :raises ValidationError: `core.invalid_input`, with the fields in the context
        """
        bound = serializer(data=self.request.data if data is None else data)
        bound.is_valid(raise_exception=True)
        return bound.validated_data

    def seen(self, uuid: UUID) -> Application:
        """
        :raises Forbidden: the role has nothing to do with applications (R42)
        :raises NotFound: there is none, or it is not this actor's to see
        """
        if self.actor.scope == "school":
            check_may(self.actor, Action.SEE_APPLICATIONS)
        application = selectors.visible_to(self.actor).filter(uuid=uuid).first()
        if application is None:
            raise NotFound
        return application


_WHEN = {
    400: "What came is not complete or not readable; `context` names what.",
    401: "No token, or one that is not valid any more.",
    403: "The role of the token does not allow this.",
    404: "There is none, or it belongs to somebody else.",
    409: "A rule stands against it; `code` says which, `context` holds the numbers.",
    422: "The key was used for another application.",
    429: "Too many at once: wait as long as `context` says, nothing is lost.",
    503: "An outside register does not answer. Try again later.",
}


def refusals(*statuses: int) -> dict[int, OpenApiResponse]:
    """The refusals of an endpoint, for its description."""
    return {status: OpenApiResponse(RefusalSerializer, description=_WHEN[status]) for status in statuses}
