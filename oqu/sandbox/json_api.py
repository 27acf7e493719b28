"""What the JSON systems of the sandbox share: the token at the door, the body, the shape of an error."""

import json
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt


def error(status: int, code: str, message: str) -> JsonResponse:
    return JsonResponse({"code": code, "message": message}, status=status)


def bearer(request: HttpRequest) -> str:
    """The token of `Authorization: Bearer …`, or ""."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def closed_by(token_of: Callable[[], str]):
    """Only callers with this token enter; no browser session is used, so CSRF has nothing to protect."""

    def decorate(view):
        @csrf_exempt
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not constant_time_compare(bearer(request), token_of()):
                return error(401, "unauthorized", "Неверный токен.")
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def body_of(request: HttpRequest) -> dict[str, object]:
    """The JSON object of the body; anything else is an empty one, and then its fields are missing."""
    try:
        body = json.loads(request.body)
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
