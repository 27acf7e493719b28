"""How a message comes to a telephone, and how a typed number becomes one of ours."""

import datetime as dt
import re

from oqu.sandbox.phone.models import Message


def normalise(number: str) -> str:
    """+7 (700) 344-95-15, 8 700 344 95 15, a "+" that a URL made a space: all are +77003449515; "" if none."""
    digits = re.sub(r"[^0-9]", "", number)
    if len(digits) == 11 and digits[0] in "78":
        return f"+7{digits[1:]}"
    return ""


def deliver(number: str, *, sender: str, text: str, now: dt.datetime) -> Message:
    return Message.objects.create(number=number, sender=sender, text=text, received_at=now)


def messages_of(number: str) -> list[Message]:
    """Newest first; what has not been delivered is not on the telephone."""
    return list(Message.objects.filter(number=number, status=Message.Status.DELIVERED)[:100])
