"""Those one can sign in as have answered 511 already; two of them have not, to see the first visit."""

import datetime as dt

import httpx
from django.conf import settings

from oqu import world
from oqu.core.acting import Actor, acting
from oqu.core.secrets_fields import blind_index
from oqu.demo.people import demo_people, humans, person_of
from oqu.integrations.consent import get_consent
from oqu.world.named import FATHER
from staff import services
from staff.models import Consent, School
from staff.states import ConsentPurpose, ConsentState, Role

NEVER_ASKED = {FATHER.iin, *world.NEWCOMERS}
SYSTEM = Actor.system("demo")


def give_consents(schools: dict[str, School], *, now: dt.datetime) -> None:
    """Asks 1414 of the sandbox and answers on each telephone; who works at a school agreed to that too."""
    for each in demo_people():
        if each.iin not in NEVER_ASKED:
            _agree(each.iin, now)
    for fact in world.STAFF:
        if Role.DIRECTOR not in fact.roles:  # whom the ministry appoints nobody asks
            _agree_to_work(fact.iin, schools[fact.school_code], now)


def _agree(iin: str, now: dt.datetime) -> None:
    person = person_of(iin)
    consent = services.ask_sign_in_consent(person=person, now=now)
    if not consent.is_granted:
        _answer_511(iin)
        services.refresh_consent(uuid=consent.uuid, by=Actor.parent(person.pk), now=now)


def _agree_to_work(iin: str, school: School, now: dt.datetime) -> None:
    """They work there already, so the director asks no more: the row is written as it was left then."""
    with acting(SYSTEM):
        consent, _ = Consent.objects.get_or_create(
            iin_index=blind_index("iin", iin),
            purpose=ConsentPurpose.STAFF,
            school=school,
            defaults={"iin": iin, "created_at": now, "finished_at": now},
        )
    if not consent.is_open:
        return
    asked = get_consent().ask(request_id=consent.uuid, iin=iin, requester=school.name)
    with acting(SYSTEM):
        consent.state, consent.masked_phone = ConsentState.SMS_SENT, asked.masked_phone
        consent.expires_at = asked.expires_at
        consent.save()
    _answer_511(iin)
    services.refresh_consent(uuid=consent.uuid, by=SYSTEM, now=now)


def _answer_511(iin: str) -> None:
    phone = {"number": humans()[iin].phone}
    inbox = httpx.get(f"{settings.SANDBOX_URL}/phone/", params={**phone, "format": "json"}).json()
    newest = next(sms["id"] for sms in inbox if sms["awaits_reply"])
    httpx.post(f"{settings.SANDBOX_URL}/phone/messages/{newest}/reply/", data={**phone, "text": "511"})
