"""Those one can sign in as have answered 511 already; one of them has not, to see the first visit."""

import datetime as dt

import httpx
from django.conf import settings

from oqu import world
from oqu.core.acting import Actor, acting
from oqu.core.secrets_fields import blind_index
from oqu.demo.people import demo_people, humans, person_of
from oqu.world.named import FATHER
from staff import services
from staff.models import Consent, School
from staff.states import ConsentPurpose, ConsentState

NEVER_ASKED = FATHER.iin


def give_consents(schools: dict[str, School], *, now: dt.datetime) -> None:
    """Asks 1414 of the sandbox and answers on each telephone; who works at a school agreed to that too."""
    for each in demo_people():
        if each.iin != NEVER_ASKED:
            _agree(each.iin, now)
    with acting(Actor.system("demo")):
        for fact in world.STAFF:
            Consent.objects.get_or_create(
                iin_index=blind_index("iin", fact.iin),
                purpose=ConsentPurpose.STAFF,
                school=schools[fact.school_code],
                defaults={
                    "iin": fact.iin,
                    "state": ConsentState.GRANTED,
                    "created_at": now,
                    "answered_at": now,
                    "finished_at": now,
                },
            )


def _agree(iin: str, now: dt.datetime) -> None:
    person = person_of(iin)
    consent = services.ask_sign_in_consent(person=person, now=now)
    if consent.is_granted:
        return
    phone = {"number": humans()[iin].phone}
    inbox = httpx.get(f"{settings.SANDBOX_URL}/phone/", params={**phone, "format": "json"}).json()
    newest = next(sms["id"] for sms in inbox if sms["awaits_reply"])
    httpx.post(f"{settings.SANDBOX_URL}/phone/messages/{newest}/reply/", data={**phone, "text": "511"})
    services.refresh_consent(uuid=consent.uuid, by=Actor.parent(person.pk), now=now)
