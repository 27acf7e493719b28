"""How a message comes to a telephone, and how a typed number becomes one of ours."""

import datetime as dt
import re

from django.db.models import Prefetch

from oqu.sandbox.phone.models import Message, Reply


def normalise(number: str) -> str:
    """+7 (700) 344-95-15, 8 700 344 95 15, a "+" that a URL made a space: all are +77003449515; "" if none."""
    digits = re.sub(r"[^0-9]", "", number)
    if len(digits) == 11 and digits[0] in "78":
        return f"+7{digits[1:]}"
    return ""


def deliver(number: str, *, sender: str, text: str, now: dt.datetime, awaits_reply: bool = False) -> Message:
    return Message.objects.create(
        number=number, sender=sender, text=text, received_at=now, awaits_reply=awaits_reply
    )


def messages_of(number: str) -> list[Message]:
    """Newest first, each with the replies that this number sent; what has not been delivered is not here."""
    own = Prefetch("replies", Reply.objects.filter(number=number), to_attr="own_replies")
    delivered = Message.objects.filter(number=number, status=Message.Status.DELIVERED)
    return list(delivered.prefetch_related(own)[:100])


def reply(message: Message, *, number: str, text: str, now: dt.datetime) -> None:
    Reply.objects.create(message=message, number=number, text=text.strip(), received_at=now)


def is_sms(text: str) -> bool:
    """Whether this can be sent as one short answer."""
    return bool(text.strip()) and len(text) <= 160 and text.isprintable()
