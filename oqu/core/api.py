"""Errors of the REST interface: always `{"code", "message", "context"}`; clients match on the code."""

from typing import Any

from django.http import Http404
from rest_framework import exceptions, serializers
from rest_framework.response import Response
from rest_framework.views import exception_handler

from oqu.core.errors import DomainError, NotFound


class RefusalSerializer(serializers.Serializer[DomainError]):
    """What every refusal looks like. Match on the code; the message is in the reader's language."""

    code = serializers.CharField()
    message = serializers.CharField()
    context = serializers.DictField()  # type: ignore[assignment]


def refusal_handler(exception: Exception, context: dict[str, Any]) -> Response | None:
    """Translate whatever a view raised; None lets a bug be a 500."""
    if isinstance(exception, Http404):
        exception = NotFound()
    if isinstance(exception, DomainError):
        return Response(
            {"code": exception.code, "message": str(exception), "context": exception.context},
            status=exception.http_status,
        )
    response = exception_handler(exception, context)
    if response is not None and isinstance(exception, exceptions.APIException):
        details = exception.detail
        fields = details if isinstance(exception, exceptions.ValidationError) else {}
        sentence = exceptions.ValidationError.default_detail if fields else details
        code = "core.invalid_input" if fields else f"core.{exception.default_code}"
        response.data = {
            "code": code,
            "message": str(sentence),
            "context": {"errors": fields} if fields else {},
        }
    return response
