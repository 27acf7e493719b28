"""
The consent service over HTTP. The schema is the sandbox's own, see docs/integrations/consent.md.

The IIN is asked about once, in a body; afterwards only the asker's `request_id` stands in URLs.
"""

from uuid import UUID

from django.conf import settings
from django.http import JsonResponse
from django.views.decorators.http import require_GET, require_POST

from oqu.core.identity import is_valid_iin
from oqu.sandbox import clock, json_api
from oqu.sandbox.consent import asking
from oqu.sandbox.consent.models import Request
from oqu.sandbox.consent.sms import masked
from oqu.sandbox.faults.middleware import fault_of
from oqu.sandbox.registers.models import Person

_closed = json_api.closed_by(lambda: settings.CONSENT_TOKEN)
_LONGEST_REQUESTER = 200
_UNKNOWN = "Такого запроса не было."


@_closed
@require_POST
def ask(request):
    """202 for a request; the same `request_id` again is the same request, and no second SMS goes out."""
    body = json_api.body_of(request)
    request_id, requester, iin = _uuid(body.get("request_id")), body.get("requester"), body.get("iin")
    if request_id is None:
        return json_api.error(422, "bad_request_id", "request_id: нужен UUID.")
    if not isinstance(requester, str) or not _is_text(requester):
        return json_api.error(422, "bad_requester", f"requester: от 1 до {_LONGEST_REQUESTER} знаков.")
    phone = _phone_of(iin)
    if not phone:
        return json_api.error(422, "no_phone", "В Базе мобильных граждан нет номера этого человека.")
    consent = asking.ask(request_id, iin=iin, phone=phone, requester=requester, now=clock.now())
    if consent.iin != iin:
        return json_api.error(409, "another_person", "С этим request_id уже спросили другого человека.")
    return JsonResponse(_as_told(request, consent), status=202)


@_closed
@require_GET
def look(request, request_id: UUID):
    consent = Request.objects.select_related("message").filter(pk=request_id).first()
    if consent is None:
        return json_api.error(404, "request_not_found", _UNKNOWN)
    return JsonResponse(_as_told(request, consent))


@_closed
@require_POST
def revoke(request, request_id: UUID):
    """Ends a granted consent; the second time changes nothing."""
    consent = Request.objects.select_related("message").filter(pk=request_id).first()
    if consent is None:
        return json_api.error(404, "request_not_found", _UNKNOWN)
    now = clock.now()
    state = consent.state(now=now)
    if state not in {Request.State.GRANTED, Request.State.REVOKED}:
        return json_api.error(409, "not_granted", "Согласие не давали: отзывать нечего.")
    if state == Request.State.GRANTED:
        consent.revoked_at = now
        consent.save(update_fields=["revoked_at"])
    return JsonResponse(_as_told(request, consent))


def _as_told(request, consent: Request) -> dict[str, str]:
    fault = fault_of(request, "consent")
    if fault == "wrong_data":
        return {"state": "maybe", "expires_at": "завтра"}
    now = clock.now()
    if fault == "expired" and consent.state(now=now) == Request.State.SMS_SENT:
        # Kept, so that what was told stays true when the fault is repaired.
        consent.expires_at = now
        consent.save(update_fields=["expires_at"])
    return {
        "state": consent.state(now=now),
        "masked_phone": masked(consent.message.number),
        "expires_at": consent.expires_at.isoformat(),
    }


def _phone_of(iin: object) -> str:
    """The number in the Mobile Citizens Base, "" for who has none and for an IIN of nobody."""
    if not isinstance(iin, str) or not is_valid_iin(iin):
        return ""
    return Person.objects.filter(pk=iin).values_list("phone", flat=True).first() or ""


def _uuid(value: object) -> UUID | None:
    try:
        return UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _is_text(value: str) -> bool:
    return bool(value.strip()) and len(value) <= _LONGEST_REQUESTER and value.isprintable()
