"""Consent to the use of personal data: an SMS from 1414, an answer 511 from the same SIM card (R22-R24)."""

import datetime as dt
import logging
from uuid import UUID

from oqu.core.acting import Actor, acting
from oqu.core.errors import NotFound
from oqu.core.identity import is_valid_iin, normalise_iin
from oqu.core.secrets_fields import blind_index
from oqu.integrations.consent import ConsentUnavailable, NoPhone, get_consent
from oqu.outbox import services as outbox
from staff import personnel
from staff.models import ApiToken, Consent, Person, School
from staff.permissions import Action
from staff.personnel_errors import AlreadyOnStaff, ImpossibleIin
from staff.services._director import school_of, school_of_director
from staff.services._roles import day_of, end_roles, end_sessions
from staff.states import OPEN_CONSENTS, ConsentPurpose, ConsentState

logger = logging.getLogger(__name__)
PORTAL = "OQU"
GIVEN_UP_AFTER = dt.timedelta(days=1)
REQUESTER_LENGTH = 200  # the consent service takes no more


def ask_sign_in_consent(*, person: Person, now: dt.datetime) -> Consent:
    """
    Ask a person who has just come; a request that still waits is not repeated.

    :raises NoPhone | ConsentUnavailable: as the consent service answered
    """
    by = Actor.parent(person.pk)
    fresh = Consent(iin=person.iin, purpose=ConsentPurpose.SIGN_IN, created_at=now)
    return _ask(fresh, by=by, requester=PORTAL, now=now)


def ask_staff_consent(*, iin: str, by: Actor, now: dt.datetime) -> Consent:
    """
    Ask somebody who is to work at the director's school. An open request, or a consent that was given
    and not used yet, is found again.

    :raises ImpossibleIin | AlreadyOnStaff:
    :raises NoPhone | ConsentUnavailable: as the consent service answered
    """
    school_id = school_of_director(by)
    iin = _possible(iin)
    with acting(by, read_only=True):
        if personnel.works_here(iin, school_id=school_id, on=day_of(now)):
            raise AlreadyOnStaff
    return _ask_for_school(school_id, iin, ConsentPurpose.STAFF, by=by, now=now)


def ask_paper_consent(*, iin: str, by: Actor, now: dt.datetime) -> Consent:
    """
    Ask the applicant who stands at the desk with an application on paper. An open request, or a consent
    that was given and not used yet, is found again, whichever clerk of the school asked.

    :raises Forbidden | ImpossibleIin:
    :raises NoPhone | ConsentUnavailable: as the consent service answered
    """
    school_id = school_of(by, Action.REGISTER_PAPER)
    return _ask_for_school(school_id, _possible(iin), ConsentPurpose.PAPER, by=by, now=now)


def paper_consent(*, uuid: UUID, by: Actor, now: dt.datetime) -> Consent:
    """
    The request of this school as it stands now, the consent service asked.

    :raises Forbidden | ConsentUnavailable:
    :raises NotFound: no such request, another school's, or not for an application
    """
    school_id = school_of(by, Action.REGISTER_PAPER)
    consent = refresh_consent(uuid=uuid, by=by, now=now)
    if consent.purpose != ConsentPurpose.PAPER or consent.school_id != school_id:
        raise NotFound
    return consent


def finish_consent(consent: Consent, *, now: dt.datetime) -> None:
    """What it was asked for is done: the next time the person is asked anew. Called inside `acting`."""
    Consent.objects.filter(pk=consent.pk, finished_at__isnull=True).update(finished_at=now)


def refresh_consent(*, uuid: UUID, by: Actor, now: dt.datetime) -> Consent:
    """
    Ask the consent service what became of the request and store it.

    :raises NotFound: no such request, or somebody else's
    :raises ConsentUnavailable:
    """
    with acting(by, read_only=True):
        consent = Consent.objects.filter(uuid=uuid).first()
    if consent is None:
        raise NotFound
    if consent.state != ConsentState.SMS_SENT:
        return consent
    state = ConsentState(get_consent().state(consent.uuid))
    if state != consent.state:
        with acting(by):
            changed = Consent.objects.filter(pk=consent.pk, state=ConsentState.SMS_SENT)
            if changed.update(state=state, answered_at=now) and by.scope == "system":
                _tell_whoever_asked(consent, state, now)
            consent.refresh_from_db()
        logger.info("consent answered: consent=%s state=%s", consent.pk, consent.state)
    return consent


def refresh_staff_consents(*, now: dt.datetime) -> int:
    """
    Ask what became of every request to a future employee, whose director may have left the page meanwhile.

    Returns how many were answered. A consent service that does not answer ends the round; as each goes in an
    order of its own, a request about which it never answers holds up no other, and is given up a day after its end.
    """
    by = Actor.system("worker")
    waits = Consent.objects.filter(
        state=ConsentState.SMS_SENT, purpose=ConsentPurpose.STAFF, expires_at__gt=now - GIVEN_UP_AFTER
    )
    with acting(by, read_only=True):
        uuids = list(waits.order_by("?").values_list("uuid", flat=True))
    try:
        return sum(not refresh_consent(uuid=uuid, by=by, now=now).is_open for uuid in uuids)
    except ConsentUnavailable:
        return 0


def _tell_whoever_asked(consent: Consent, state: ConsentState, now: dt.datetime) -> None:
    """Nobody was looking: the answer is left for the one who waits for it."""
    outbox.put(
        "tell_consent",
        {"consent_id": consent.pk, "code": state.value},
        dedupe_key=f"tell_consent/{consent.pk}",
        now=now,
    )


def revoke_consent(*, uuid: UUID, person: Person, now: dt.datetime) -> Consent:
    """
    The person takes a consent back: every session and every key of theirs ends.

    Without the consent of a visitor the next visit asks again; without that of an employee the roles at the
    school end, too.

    :raises NotFound: not this person's consent
    :raises ConsentUnavailable: nothing is changed
    """
    own = Actor.parent(person.pk)
    consent = own_granted_consent(uuid=uuid, person=person)
    get_consent().revoke(consent.uuid)
    with acting(own):
        Consent.objects.filter(pk=consent.pk).update(state=ConsentState.REVOKED, answered_at=now)
        ApiToken.objects.filter(person=person).delete()
        end_sessions(person.pk, own)
        if consent.school_id and consent.purpose == ConsentPurpose.STAFF:
            _leave_school(consent.school_id, person, now)
        consent.refresh_from_db()
    logger.info("consent withdrawn: consent=%s purpose=%s", consent.pk, consent.purpose)
    return consent


def own_granted_consent(*, uuid: UUID, person: Person) -> Consent:
    """
    What the person agreed to and may take back.

    :raises NotFound: somebody else's, or not granted
    """
    with acting(Actor.parent(person.pk), read_only=True):
        rows = Consent.objects.filter(uuid=uuid, state=ConsentState.GRANTED).select_related("school")
        consent = rows.first()
    if consent is None:
        raise NotFound
    return consent


def _leave_school(school_id: int, person: Person, now: dt.datetime) -> None:
    with acting(Actor.system("consent", person.pk)):
        held = personnel.employee_roles(school_id, person.uuid, on=day_of(now))
        end_roles(held.select_for_update(of=("self",)).order_by("pk"), now)


def _possible(typed: str) -> str:
    """:raises ImpossibleIin: no such number can exist"""
    iin = normalise_iin(typed)
    if not is_valid_iin(iin):
        raise ImpossibleIin
    return iin


def _ask_for_school(
    school_id: int, iin: str, purpose: ConsentPurpose, *, by: Actor, now: dt.datetime
) -> Consent:
    with acting(by, read_only=True):
        school = School.objects.get(pk=school_id)
    fresh = Consent(iin=iin, purpose=purpose, school=school, asked_by_id=by.person_id, created_at=now)
    return _ask(fresh, by=by, requester=school.name[:REQUESTER_LENGTH], now=now)


def _ask(fresh: Consent, *, by: Actor, requester: str, now: dt.datetime) -> Consent:
    """The row first, the SMS after it: a service that fell silent is asked again under the same number."""
    with acting(by, read_only=True):
        known = _unfinished(fresh)
    if known and known.state == ConsentState.SMS_SENT:
        known = refresh_consent(uuid=known.uuid, by=by, now=now)
    if known and (known.is_granted or known.state == ConsentState.SMS_SENT):
        return known
    with acting(by):
        consent, _ = Consent.objects.get_or_create(
            iin_index=blind_index("iin", fresh.iin),
            purpose=fresh.purpose,
            school=fresh.school,
            state__in=OPEN_CONSENTS,
            defaults={"iin": fresh.iin, "asked_by_id": fresh.asked_by_id, "created_at": fresh.created_at},
        )
    created = Consent.objects.filter(pk=consent.pk, state=ConsentState.CREATED)
    try:
        asked = get_consent().ask(request_id=consent.uuid, iin=fresh.iin, requester=requester)
    except NoPhone:
        with acting(by):
            created.delete()
        raise
    with acting(by):
        created.update(
            state=ConsentState.SMS_SENT, masked_phone=asked.masked_phone, expires_at=asked.expires_at
        )
        consent.refresh_from_db()
    logger.info("consent asked: consent=%s purpose=%s", consent.pk, consent.purpose)
    return consent


def _unfinished(fresh: Consent) -> Consent | None:
    rows = Consent.objects.filter(
        iin_index=blind_index("iin", fresh.iin),
        purpose=fresh.purpose,
        school=fresh.school,
        finished_at__isnull=True,
        state__in=[*OPEN_CONSENTS, ConsentState.GRANTED],
    )
    return rows.order_by("-created_at", "-pk").first()
