import datetime as dt
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, connection, transaction

from admissions import selectors
from admissions.errors import (
    AlreadyClosed,
    ChildAlreadyApplied,
    DraftIncomplete,
    FilesTooBigTogether,
    KeyReused,
    NotYetOpen,
)
from admissions.models import Application, Campaign, JournalEntry, Queue, Submission
from admissions.services._journal import note
from limits import selectors as limits
from limits.policies import ZoneType
from microdistrict import selectors as microdistrict
from oqu.calendar import selectors as calendar
from oqu.calendar.working_time import OfficeHours, due_at
from oqu.core import clock
from oqu.core.acting import Actor, acting
from oqu.core.errors import NotFound
from oqu.outbox import services as outbox
from staff.permissions import Action, check_may

_ARRIVED = [
    "status", "queue", "number", "zone_type", "received_at", "clock_starts_at", "due_at", "due_derivation",
    "calendar_version", "version",
]  # fmt: skip
_ONE_LIVE = "admissions_application_one_live_per_child"


class _SentMeanwhile(Exception):
    """Another press for the same draft came first; the rollback gives our number back."""


def submit(*, uuid: UUID, key: UUID, by: Actor) -> Application:
    """
    Arrive: take the next number of the school's queue, in one short transaction (D2, D14).

    Everything slower is checked before. Locks the idempotency row, the queue row (by the update that
    takes the number), the application. The moment is read after the queue is locked, so the order of
    numbers is the order of moments; the campaign's window is judged by the same moment. Repeated with the
    same key, or for a draft that was sent already, it returns what is there.

    :raises DraftIncomplete | FilesTooBigTogether: nothing is taken, the draft stays
    :raises NotYetOpen | AlreadyClosed | ChildAlreadyApplied | KeyReused: likewise
    :raises NotFound: not this person's draft
    :raises Forbidden: who acts for a school does not apply
    """
    check_may(by, Action.APPLY)
    with acting(by, read_only=True):
        draft = selectors.visible_to(by).filter(uuid=uuid).first()
        if draft is None:
            raise NotFound
        if draft.is_draft:
            check_complete(draft)
        zone = zone_of(draft, on=clock.today()) if draft.school_id else ZoneType.OUT_OF_ZONE
        days = calendar.working_days()
    try:
        with acting(by):
            if (sent := _sent_before(draft, key, by)) is not None:
                return sent
            queue = _next_number(draft.school_id, draft.campaign_id)
            now = max(clock.now(), queue.last_received_at or clock.now())
            check_window(draft.campaign, now)
            application = Application.objects.select_for_update(of=("self",), no_key=True).get(pk=draft.pk)
            if not application.is_draft:
                raise _SentMeanwhile
            application.school, application.campaign = draft.school, draft.campaign
            hours = OfficeHours(draft.school.opens_at, draft.school.closes_at)
            application.submit(
                queue=queue,
                number=queue.last_number,
                deadline=due_at(now, days=days, hours=hours),
                version=days.version,
                zone=zone,
            )
            application.version += 1
            application.save(update_fields=_ARRIVED)
            Queue.objects.filter(pk=queue.pk).update(last_received_at=now)
            note(
                JournalEntry.Event.ARRIVED,
                application,
                by=by,
                now=now,
                zone=zone.value,
                due=application.due_at.isoformat(),
            )
            outbox.put(
                "tell_arrived",
                {"application_id": application.pk},
                dedupe_key=f"tell_arrived/{application.pk}",
                now=now,
            )
    except _SentMeanwhile:
        with acting(by, read_only=True):
            return selectors.visible_to(by).get(pk=draft.pk)
    except IntegrityError as error:
        if _ONE_LIVE in str(error):
            raise ChildAlreadyApplied from error
        raise
    return application


def check_complete(draft: Application) -> None:
    """
    Whether every step of the draft is filled.

    :raises DraftIncomplete: `missing` names steps (school, language, phone) and document kinds
    :raises FilesTooBigTogether: stored files of an application take at most MAX_STORED_BYTES
    """
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


def check_window(campaign: Campaign, now: dt.datetime) -> None:
    """:raises NotYetOpen | AlreadyClosed: by the same moment that would be the moment of arrival"""
    if not campaign.has_opened(now):
        raise NotYetOpen(opens_at=_words(campaign.opens_at))
    if campaign.has_closed(now):
        raise AlreadyClosed(closes_at=_words(campaign.closes_at))


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


def _sent_before(draft: Application, key: UUID, by: Actor) -> Application | None:
    """Lock the idempotency row; a repeated key or a draft already sent gives the application as it is."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO admissions_submission (person_id, key, application_id, created_at)"
            " VALUES (%s, %s, %s, %s) ON CONFLICT (person_id, key) DO NOTHING",
            [by.person_id, key, draft.pk, clock.now()],
        )
    submission = Submission.objects.select_for_update(no_key=True).get(person_id=by.person_id, key=key)
    if submission.application_id != draft.pk:
        raise KeyReused
    current = selectors.visible_to(by).get(pk=draft.pk)
    return None if current.is_draft else current


def _next_number(school_id: int, campaign_id: int) -> Queue:
    """Take the number and lock the queue row in one statement; a rollback gives the number back."""
    sql = (
        "UPDATE admissions_queue SET last_number = last_number + 1"
        " WHERE school_id = %s AND campaign_id = %s RETURNING id, school_id, campaign_id, last_number, last_received_at"
    )
    rows = list(Queue.objects.raw(sql, [school_id, campaign_id]))
    if not rows:
        with transaction.atomic():
            Queue.objects.get_or_create(school_id=school_id, campaign_id=campaign_id)
        rows = list(Queue.objects.raw(sql, [school_id, campaign_id]))
    return rows[0]


def _words(moment: dt.datetime) -> str:
    return f"{moment.astimezone(clock.ALMATY):%d.%m.%Y %H:%M}"
