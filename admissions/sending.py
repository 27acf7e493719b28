"""
«Отправить» as it comes from outside: not faster than people press, and never at the cost of a repeated press.

A press whose answer was lost is repeated with the same key. The key that was answered is answered again before
anything is counted; the key that is under way was counted when it came first.
"""

import datetime as dt
from uuid import UUID

from admissions import selectors, services
from admissions.models import Application
from oqu.core.acting import Actor, acting
from oqu.core.pace import keep_pace
from oqu.core.pace_of_keys import keep_pace_of_keys

MINUTE = dt.timedelta(minutes=1)
# Of one account. A page has one key, so a person has a handful; a program that tries to be first has many.
KEYS_A_MINUTE = 30
PRESSES_A_MINUTE = 300


def send(*, uuid: UUID, key: UUID, by: Actor) -> Application:
    """
    `services.submit`, paced.

    :raises TooFast: nothing is lost, the same key may come again
    """
    with acting(by, read_only=True):
        answered = selectors.sent_with(key, uuid, by)
    if answered:
        return answered
    sender = f"person/{by.person_id}"
    keep_pace_of_keys("send", sender, str(key), times=KEYS_A_MINUTE, within=MINUTE)
    keep_pace("send", sender, times=PRESSES_A_MINUTE, within=MINUTE)
    return services.submit(uuid=uuid, key=key, by=by)
