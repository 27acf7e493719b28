"""What 1414 writes: who asks, how to agree, until when, and that nobody else needs this message."""

import datetime as dt

from django.utils import timezone

SENDER = "1414"


def question(requester: str, *, expires_at: dt.datetime) -> str:
    until = f"{timezone.localtime(expires_at):%d.%m.%Y %H:%M}"
    return (
        f"{requester} запрашивает согласие на сбор и обработку ваших персональных данных. "
        f"Если согласны, ответьте на это SMS текстом 511 до {until}. "
        "Отвечайте только сами, с этой же SIM-карты.\n"
        f"{requester} дербес деректеріңізді жинауға және өңдеуге келісіміңізді сұрайды. "
        f"Келіссеңіз, осы SMS-ке {until} дейін 511 деп жауап беріңіз. "
        "Тек өзіңіз, осы SIM-картадан жауап беріңіз."
    )


def masked(number: str) -> str:
    """+7 707 *** ** 21 for +77075550021."""
    return f"{number[:2]} {number[2:5]} *** ** {number[-2:]}"
