"""The five-digit code by SMS: three attempts, five minutes, a new one only after the countdown."""

import datetime as dt
import enum
import secrets

from django.db.models import F

from oqu.sandbox.idp.models import SignIn
from oqu.sandbox.phone import inbox

LIFETIME = dt.timedelta(minutes=5)
ATTEMPTS = 3
SENDER = "1414"


class Guess(enum.Enum):
    ACCEPTED = enum.auto()
    WRONG = enum.auto()
    EXPIRED = enum.auto()
    NO_ATTEMPTS_LEFT = enum.auto()


def send_first(sign_in: SignIn, *, now: dt.datetime) -> None:
    """Sends the code of a sign-in that has a person. The number is the person's, also for an organisation's key."""
    _send(SignIn.objects.filter(pk=sign_in.pk, code_sent_at=None), sign_in, now)


def send_again(sign_in: SignIn, *, now: dt.datetime) -> bool:
    """A new code with new attempts, or False while the countdown runs."""
    waited = SignIn.objects.filter(pk=sign_in.pk, code_accepted_at=None, code_sent_at__lte=now - LIFETIME)
    return _send(waited, sign_in, now)


def _send(rows, sign_in: SignIn, now: dt.datetime) -> bool:
    code = f"{secrets.randbelow(100_000):05d}"
    # The condition and the change are one statement: two clicks send one SMS.
    if not rows.update(code=code, code_sent_at=now, attempts_used=0):
        return False
    text = f"Код подтверждения eGov (учебная среда): {code}. Никому его не сообщайте."
    inbox.deliver(sign_in.person.phone, sender=SENDER, text=text, now=now)
    return True


def guess(sign_in: SignIn, code: str, *, now: dt.datetime) -> Guess:
    """
    Takes one attempt and compares.

    The attempt is taken by one conditional UPDATE before the comparison, so that parallel guesses cannot
    share it: reading the counter first let thirty through where three were allowed.
    """
    open_rows = SignIn.objects.filter(pk=sign_in.pk, code_accepted_at=None)
    live = open_rows.filter(code_sent_at__gt=now - LIFETIME)
    if not live.filter(attempts_used__lt=ATTEMPTS).update(attempts_used=F("attempts_used") + 1):
        return Guess.NO_ATTEMPTS_LEFT if live.exists() else Guess.EXPIRED
    return Guess.ACCEPTED if live.filter(code=code).update(code_accepted_at=now) else Guess.WRONG


def attempts_left(sign_in: SignIn) -> int:
    return ATTEMPTS - sign_in.attempts_used


def wait_left(sign_in: SignIn, *, now: dt.datetime) -> str:
    """Until a new code may be asked for, as 04:21; "" when it may be asked for now."""
    seconds = int((sign_in.code_sent_at + LIFETIME - now).total_seconds())
    return f"{seconds // 60:02d}:{seconds % 60:02d}" if seconds > 0 else ""
