"""The SMS gateway over HTTP, see docs/integrations/sms.md."""

import re

from django.conf import settings
from django.http import JsonResponse
from django.views.decorators.http import require_GET, require_POST

from oqu.sandbox import clock, json_api
from oqu.sandbox.faults.middleware import fault_of
from oqu.sandbox.phone.models import Message

_closed = json_api.closed_by(lambda: settings.SMS_TOKEN)
_NUMBER = re.compile(r"\+7\d{10}", re.ASCII)
_LONGEST = 1_000
_STATUS_UNDER_FAULT = {"undelivered": Message.Status.FAILED, "stuck": Message.Status.QUEUED}


@_closed
@require_POST
def send(request):
    """202 for a taken message; the same `message_id` again is the same message, its text is not replaced."""
    body = json_api.body_of(request)
    message_id, to, text, sender = (body.get(name) for name in ("message_id", "to", "text", "sender"))
    if not isinstance(message_id, str) or not 0 < len(message_id) <= 64:
        return json_api.error(422, "bad_message_id", "message_id: от 1 до 64 знаков.")
    if not isinstance(to, str) or not _NUMBER.fullmatch(to):
        return json_api.error(422, "bad_number", "to: номер Казахстана вида +7XXXXXXXXXX.")
    if not isinstance(text, str) or not 0 < len(text) <= _LONGEST:
        return json_api.error(422, "bad_text", f"text: от 1 до {_LONGEST} знаков.")
    fault = fault_of(request, "sms")
    message, _ = Message.objects.get_or_create(
        message_id=message_id,
        defaults={
            "number": to,
            "sender": sender if isinstance(sender, str) and sender else "OQU",
            "text": text,
            "status": _STATUS_UNDER_FAULT.get(fault, Message.Status.DELIVERED),
            "received_at": clock.now(),
        },
    )
    if fault == "wrong_data":
        return JsonResponse({"result": "accepted, maybe"})
    return JsonResponse({"id": str(message.pk), "status": Message.Status.QUEUED}, status=202)


@_closed
@require_GET
def delivery(request, message_id: str):
    message = Message.objects.filter(message_id=message_id).first()
    if message is None:
        return json_api.error(404, "message_not_found", "Такого сообщения шлюз не принимал.")
    return JsonResponse({"id": str(message.pk), "status": message.status})
