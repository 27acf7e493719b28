import datetime as dt
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, connection

from admissions import selectors
from admissions.errors import (
    AlreadyClosed,
    ChildAlreadyApplied,
    DraftIncomplete,
    FilesTooBigTogether,
    KeyReused,
    PageIsStale,
)
from admissions.models import Application, JournalEntry, SecondParent, Submission
from admissions.policies import check_may_fill
from admissions.services._arrive import write_arrival
from admissions.services._join import join
from admissions.services._journal import entry_of
from admissions.services._locks import lock_queue
from admissions.services._window import check_window
from limits import selectors as limits
from limits.policies import ZoneType
from microdistrict import selectors as microdistrict
from oqu.calendar import selectors as calendar
from oqu.calendar.lock import hold_calendar
from oqu.calendar.working_time import due_at
from oqu.core import clock
from oqu.core.acting import Actor, acting
from oqu.core.errors import NotFound
from oqu.outbox import services as outbox
from oqu.outbox.models import Lane
from staff.office_hours import present_hours
from staff.services import ConsentNotGiven

_ONE_LIVE = "admissions_application_one_live_per_child"


class _ChangedMeanwhile(Exception):
    """The draft was sent or changed after it was read; the rollback gives our number back."""


def submit(*, uuid: UUID, key: UUID, by: Actor) -> Application:
    """
    Arrive: take the next number of the school's queue, in one short transaction (D2, D14).

    Everything slower is done before: what the draft needs is checked in a transaction of its own, and what
    does not depend on the number is written before the queue is locked. Holds the calendar; locks the
    idempotency row, the queue, the application. The moment is read after the queue is locked, so the order
    of numbers is the order of moments; the campaign's window is judged by the same moment. Repeated with
    the same key, or for a draft that was sent already, it returns what is there. When the child's other
    parent was faster at the same school, it returns their application, joined (see `join`).

    :raises DraftIncomplete | FilesTooBigTogether: nothing is taken, the draft stays
    :raises NotYetOpen | AlreadyClosed | ChildAlreadyApplied | KeyReused: likewise
    :raises PageIsStale: the draft was changed in the same moment
    :raises NotFound: not this person's draft
    :raises ConsentNotGiven: the applicant took back what a clerk had asked for
    :raises Forbidden: neither a parent's role nor one that takes papers
    """
    check_may_fill(by)
    try:
        return _send(uuid, key, by=by)
    except (DraftIncomplete, FilesTooBigTogether, AlreadyClosed, ChildAlreadyApplied) as refusal:
        with acting(by, read_only=True):
            draft = _own(uuid, by)
        return join(draft, key=key, by=by, now=clock.now(), otherwise=refusal)


def _send(uuid: UUID, key: UUID, *, by: Actor) -> Application:
    with acting(by, read_only=True):
        draft = _own(uuid, by)
        if draft.is_draft:
            check_complete(draft)
        zone = zone_of(draft, on=clock.today()) if draft.school_id else ZoneType.OUT_OF_ZONE
    try:
        with acting(by):
            hold_calendar()
            is_new = _claim(key, draft, by=by, now=clock.now())
            if is_new and draft.is_draft:
                return _arrive(draft, zone, by=by)
    except _ChangedMeanwhile as changed:
        with acting(by, read_only=True):
            if (sent := _own(uuid, by)).is_draft:
                raise PageIsStale from changed
            return sent
    except IntegrityError as error:
        if _ONE_LIVE in str(error):
            raise ChildAlreadyApplied from error
        raise
    with acting(by, read_only=True):
        return selectors.filled_by(by).get(pk=_led_to(key, by))


def _arrive(draft: Application, zone: ZoneType, *, by: Actor) -> Application:
    ids = {"application_id": draft.pk}
    now = clock.now()
    outbox.put("tell_arrived", ids, dedupe_key=f"tell_arrived/{draft.pk}", now=now)
    for paper in ("render_receipt", "render_application") if draft.is_on_paper else ("render_application",):
        outbox.put(paper, ids, dedupe_key=f"{paper}/{draft.pk}", now=now, lane=Lane.RENDERER)
    days, hours = calendar.working_days(), present_hours([draft.school_id])[draft.school_id]
    queue = lock_queue(draft.school_id, draft.campaign_id)
    now = max(filter(None, [clock.now(), queue.last_received_at]))
    check_window(draft.campaign, now)
    deadline = due_at(now, days=days, hours=hours)
    draft.submit(
        queue=queue, number=queue.last_number + 1, deadline=deadline, version=days.version, zone=zone
    )
    facts = {"zone": zone.value, "due": draft.due_at.isoformat(), "channel": str(draft.channel)}
    entry = entry_of(JournalEntry.Event.ARRIVED, draft, by=by, now=now, **facts)
    if not write_arrival(draft, entry):
        raise _ChangedMeanwhile
    return draft


def check_complete(draft: Application) -> None:
    """
    Whether every step of the draft is filled, and the applicant of a paper still agrees.

    :raises ConsentNotGiven:
    :raises DraftIncomplete: `missing` names steps (school, language, phone) and document kinds
    :raises FilesTooBigTogether: stored files of an application take at most MAX_STORED_BYTES
    """
    if draft.consent and not draft.consent.is_granted:
        raise ConsentNotGiven
    missing = [name for name in ("school", "language", "applicant_phone") if not getattr(draft, name)]
    if draft.school_id and draft.language:
        offered = limits.languages_of(draft.school_id, draft.campaign.school_year_id)
        missing += ["language"] if draft.language not in offered else []
    documents = {paper.kind: paper.size for paper in draft.documents.all() if not paper.is_infected}
    missing += [kind.value for kind in selectors.required_kinds(draft) if kind not in documents]
    if missing:
        raise DraftIncomplete(missing=missing)
    if sum(documents.values()) > settings.MAX_STORED_BYTES:
        raise FilesTooBigTogether(limit=settings.MAX_STORED_BYTES // 2**20)


def zone_of(application: Application, *, on: dt.date) -> ZoneType:
    """By the registered address that was copied into the application (A27), on the day of arrival (R163)."""
    place = microdistrict.place_in_register(
        street_id=application.street_id, building_rca=application.building_rca
    )
    zone = microdistrict.zone_of(
        application.school_id,
        street_id=place.street.pk if place else None,
        building_id=place.building.pk if place and place.building else None,
        on=on,
    )
    return ZoneType(zone.zone_type)


def _own(uuid: UUID, by: Actor) -> Application:
    """:raises NotFound: somebody else's or none"""
    application = selectors.filled_by(by).filter(uuid=uuid).first()
    if application is None:
        raise NotFound
    return application


def _claim(key: UUID, draft: Application, *, by: Actor, now: dt.datetime) -> bool:
    """
    Write the idempotency row; False when this key has sent this draft before.

    An equal press under way is waited for: the database lets the second row in only if the first fails.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO admissions_submission (person_id, key, application_id, created_at)"
            " VALUES (%s, %s, %s, %s) ON CONFLICT (person_id, key) DO NOTHING",
            [by.person_id, key, draft.pk, now],
        )
        is_new: bool = cursor.rowcount == 1
    if not is_new and not _is_answer_to(draft, _led_to(key, by)):
        raise KeyReused
    return is_new


def _is_answer_to(draft: Application, sent: int) -> bool:
    return sent == draft.pk or SecondParent.objects.filter(application_id=sent, draft=draft).exists()


def _led_to(key: UUID, by: Actor) -> int:
    """The application that answers this key: the draft that was sent with it, or what it was joined to."""
    return Submission.objects.get(person_id=by.person_id, key=key).application_id
