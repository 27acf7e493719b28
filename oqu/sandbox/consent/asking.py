"""A request becomes one SMS."""

import datetime as dt
from uuid import UUID

from oqu.sandbox.consent.models import Request
from oqu.sandbox.consent.sms import SENDER, question
from oqu.sandbox.phone import inbox

LIFETIME = dt.timedelta(hours=24)


def ask(request_id: UUID, *, iin: str, phone: str, requester: str, now: dt.datetime) -> Request:
    """The request of this id; the SMS goes out with the row, so that parallel repeats send one."""
    expires_at = now + LIFETIME

    def send():
        text = question(requester, expires_at=expires_at)
        return inbox.deliver(phone, sender=SENDER, text=text, now=now, awaits_reply=True)

    request, _ = Request.objects.select_related("message").get_or_create(
        request_id=request_id,
        defaults={"iin": iin, "requester": requester, "message": send, "expires_at": expires_at},
    )
    return request
