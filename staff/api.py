"""Who asks the REST interface: a bearer token that stands for a person in one role."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework import authentication, exceptions
from rest_framework.request import Request

from oqu.core import clock
from oqu.core.acting import Actor, acting
from staff import services, sessions
from staff.models import ApiToken, Person


class TokenAuthentication(authentication.BaseAuthentication):
    """`Authorization: Bearer <token>`; sets `request.actor` by the role the token was issued for."""

    def authenticate(self, request: Request) -> tuple[Person, ApiToken] | None:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        found = services.person_of_token(token.strip())
        if found is None:
            raise exceptions.AuthenticationFailed
        role = str(found.membership_id) if found.membership_id else "parent"
        with acting(Actor.parent(found.person_id), read_only=True):
            actor, membership = sessions.actor_of(found.person, role, today=clock.today())
        if found.membership_id and membership is None:
            raise exceptions.AuthenticationFailed
        http = request._request
        http.actor, http.membership = actor, membership
        return found.person, found

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class TokenScheme(OpenApiAuthenticationExtension):
    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}
