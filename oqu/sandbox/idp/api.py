"""What the portal's server asks: the token for a code, and the person for a token."""

import base64
import binascii

from django.conf import settings
from django.http import JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from oqu.sandbox import clock, json_api
from oqu.sandbox.faults.middleware import fault_of
from oqu.sandbox.idp import grants
from oqu.sandbox.idp.models import SignIn
from oqu.sandbox.registers.models import Organisation


@csrf_exempt
@require_POST
def token(request):
    """RFC 6749, 4.1.3; the client's secret is taken from `Authorization: Basic` only."""
    if not _is_client(request):
        answer = _oauth_error(401, "invalid_client", "Клиент не опознан.")
        answer["WWW-Authenticate"] = 'Basic realm="idp"'
        return answer
    if request.POST.get("grant_type") != "authorization_code":
        return _oauth_error(400, "unsupported_grant_type", "Поддерживается только authorization_code.")
    code, redirect_uri = request.POST.get("code", ""), request.POST.get("redirect_uri", "")
    if not code or not redirect_uri:
        return _oauth_error(400, "invalid_request", "Нужны code и redirect_uri.")
    is_expired = fault_of(request, "egov_login") == "grant_expired"
    exchanged = None if is_expired else grants.exchange(code, redirect_uri, now=clock.now())
    if exchanged is None:
        return _oauth_error(400, "invalid_grant", "Код неверен, просрочен или уже использован.")
    access_token, grant = exchanged
    answer = {
        "access_token": access_token,
        "token_type": "Bearer",
        "expires_in": int(grants.TOKEN_LIFETIME.total_seconds()),
        "scope": grant.sign_in.scope,
    }
    return JsonResponse(answer, headers={"Cache-Control": "no-store"})


def _is_client(request) -> bool:
    scheme, _, credentials = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return False
    try:
        given = base64.b64decode(credentials, validate=True)
    except binascii.Error:
        return False
    expected = f"{settings.EGOV_CLIENT_ID}:{settings.EGOV_CLIENT_SECRET}".encode()
    return constant_time_compare(given, expected)


def _oauth_error(status: int, error: str, description: str) -> JsonResponse:
    return JsonResponse({"error": error, "error_description": description}, status=status)


def _for_scope(scope: str):
    """Gives the view the sign-in that the bearer token stands for, when it was allowed this scope."""

    def decorate(view):
        @require_GET
        def guarded(request):
            sign_in = grants.sign_in_of(json_api.bearer(request), now=clock.now())
            if sign_in is None:
                return _oauth_error(401, "invalid_token", "Токен неверен или просрочен.")
            if scope not in sign_in.scopes:
                return _oauth_error(403, "insufficient_scope", f"Нужно разрешение {scope}.")
            return JsonResponse(view(request, sign_in))

        return guarded

    return decorate


@_for_scope("user:basic:read")
def basic(request, sign_in: SignIn) -> dict[str, object]:
    """Who signed in, for whom and how; two deployments answer differently, and the faults show them."""
    fault = fault_of(request, "egov_login")
    if fault == "wrong_data":
        return {"person": {"iin": "не число"}}
    holder = sign_in.person
    person = {
        "iin": holder.iin,
        "surname": holder.last_name,
        "name": holder.first_name,
        "patronymic": holder.patronymic,
        "birthDate": holder.born_on.isoformat(),
    }
    method = {} if fault == "no_auth_method" else {"authMethod": sign_in.method}
    if fault == "flat":
        return person | method
    organisation = Organisation.objects.filter(pk=sign_in.organisation_bin).first()
    return {
        "person": person,
        "organization": {"bin": organisation.bin, "nameRu": organisation.name} if organisation else None,
        "type": "LEGAL" if organisation else "INDIVIDUAL",
        **method,
    }


@_for_scope("user:phone:read")
def phone(request, sign_in: SignIn) -> dict[str, object]:
    return {"phone": sign_in.person.phone}


@_for_scope("user:email:read")
def email(request, sign_in: SignIn) -> dict[str, object]:
    return {"email": sign_in.person.email}
