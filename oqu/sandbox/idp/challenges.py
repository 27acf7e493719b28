"""The bytes a key must sign to sign in: 32 random ones, for one sign-in, for five minutes, for one try."""

import datetime as dt
import secrets

from django.core.exceptions import ValidationError

from oqu.sandbox.idp.models import Challenge, SignIn

LIFETIME = dt.timedelta(minutes=5)
SIZE = 32

FOREIGN = "Подписан запрос другого входа. Нажмите «Войти с ЭЦП» ещё раз."
USED = "Этот запрос уже был подписан: он действует один раз. Нажмите «Войти с ЭЦП» ещё раз."
EXPIRED = "Запрос на подпись устарел: он действует 5 минут. Нажмите «Войти с ЭЦП» ещё раз."


class Refused(Exception):
    """The text is shown on the page."""


def issue(sign_in: SignIn, *, now: dt.datetime) -> Challenge:
    return Challenge.objects.create(sign_in=sign_in, value=secrets.token_bytes(SIZE), issued_at=now)


def take(challenge_id: str, sign_in: SignIn, *, now: dt.datetime) -> bytes:
    """
    The bytes, once. They are used up by the try, whatever comes of it.

    :raises Refused: of another sign-in, used before, or too old
    """
    try:
        challenge = Challenge.objects.filter(pk=challenge_id, sign_in=sign_in).first()
    except ValidationError:  # no number of a challenge at all
        challenge = None
    if challenge is None:
        raise Refused(FOREIGN)
    # One statement decides between two tries at once.
    if not Challenge.objects.filter(pk=challenge.pk, used_at=None).update(used_at=now):
        raise Refused(USED)
    if challenge.issued_at <= now - LIFETIME:
        raise Refused(EXPIRED)
    return bytes(challenge.value)
