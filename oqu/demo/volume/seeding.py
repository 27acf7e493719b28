"""`manage.py seed`: schools and applications by the thousand, the same ones for the same seed."""

import datetime as dt
from collections.abc import Callable
from operator import itemgetter

from admissions.models import Application, Campaign, JournalEntry, Queue, Rework
from oqu.calendar.selectors import working_days
from oqu.calendar.working_time import OfficeHours, WorkingDays, due_at
from oqu.core.acting import Actor, acting
from oqu.demo.ministry import SCHOOL_YEAR, state_the_campaign
from oqu.demo.volume.drafts import make_drafts
from oqu.demo.volume.families import Families
from oqu.demo.volume.journal import decision_of, story_of
from oqu.demo.volume.lives import DECIDED, Life, plan_school
from oqu.demo.volume.moves import move
from oqu.demo.volume.schools import Staffed, code_of, open_schools, seats_for, state_limits
from staff.models import School

SYSTEM = Actor.system("seed")
BATCH = 500
COMMENT = "Проверьте документы ещё раз."


class AlreadySeeded(Exception):
    """These schools are there; the same seed gives the same ones."""


def seed(*, schools: int, applications: int, seed: int, now: dt.datetime, tell: Callable[[int], None]) -> int:
    """
    Rows written, of applications and all that belongs to them. `tell` hears how many applications are there.

    :raises AlreadySeeded: nothing is changed
    """
    families = Families(seed)
    campaign = state_the_campaign(now=now)
    with acting(SYSTEM):
        if School.objects.filter(code=code_of(seed, 1)).exists():
            raise AlreadySeeded
        staffed = open_schools(families, seed, schools, since=now.date())
        days = working_days()
    rows = done = 0
    for place, each in enumerate(staffed):
        size = applications // schools + (place < applications % schools)
        rows += fill(each, size, families, campaign, days, now)
        tell(done := done + size)
    return rows


def fill(
    at: Staffed,
    size: int,
    families: Families,
    campaign: Campaign,
    days: WorkingDays,
    now: dt.datetime,
    decided: float = DECIDED,
) -> int:
    """One school in one transaction: it is there with its whole journal, or not at all."""
    plan = plan_school(
        families.chance, size, seats_for(size), opens_at=campaign.opens_at, now=now, decided=decided
    )
    hours = OfficeHours(at.school.opens_at, at.school.closes_at)
    sent: list[tuple[Application, Life]] = []
    with acting(SYSTEM):
        state_limits(at.school, plan.seats, school_year=SCHOOL_YEAR)
        queue = Queue.objects.create(school=at.school, campaign=campaign)
        for start in range(0, size, BATCH):
            lives = plan.lives[start : start + BATCH]
            wishes = [(at.school, life.language) for life in lives]
            [drafts] = make_drafts(families, wishes, campaign=campaign, now=campaign.opens_at, batch=BATCH)
            arrived = list(zip(drafts, lives, strict=True))
            _arrive(arrived, queue, days, hours, first=start + 1)
            _go_on(arrived, at)
            sent += arrived
        story = sorted((entry for pair in sent for entry in story_of(*pair, at)), key=itemgetter(0))
        entries = JournalEntry.objects.bulk_create([entry for _, entry in story], batch_size=5_000)
    application_parent_and_papers = 5
    return size * application_parent_and_papers + len(entries)


def _arrive(
    arrived: list[tuple[Application, Life]],
    queue: Queue,
    days: WorkingDays,
    hours: OfficeHours,
    *,
    first: int,
) -> None:
    for number, (application, life) in enumerate(arrived, start=first):
        deadline = due_at(life.received_at, days=days, hours=hours)
        application.submit(
            queue=queue, number=number, deadline=deadline, version=days.version, zone=life.zone
        )
    move([{"id": application.pk, **_arrival(application)} for application, _ in arrived])
    Queue.objects.filter(pk=queue.pk).update(
        last_number=first + len(arrived) - 1, last_received_at=arrived[-1][1].received_at
    )


def _arrival(application: Application) -> dict[str, object]:
    names = (
        "status", "queue_id", "number", "zone_type", "received_at", "clock_starts_at", "due_at", "due_derivation",
        "calendar_version",
    )  # fmt: skip
    return {name: getattr(application, name) for name in names}


def _go_on(sent: list[tuple[Application, Life]], at: Staffed) -> None:
    """Decisions, withdrawals, returns."""
    move([{"id": one.pk, **decision_of(life, at)} for one, life in sent if life.decided_at])
    move(
        [
            {"id": one.pk, "status": "withdrawn", "finalised_at": life.withdrawn_at}
            for one, life in sent
            if life.withdrawn_at
        ]
    )
    returned = [(one, life) for one, life in sent if life.returned_at]
    Rework.objects.bulk_create(
        Rework(
            application=one,
            round=0,
            comment=COMMENT,
            decision=decision_of(life, at)["decision"],
            decided_by=at.executor,
            returned_by=at.director,
            returned_at=life.returned_at,  # type: ignore[misc]
        )
        for one, life in returned
    )
    nothing = {"decision": "", "decided_at": None, "decided_by_id": None}
    no_reason = {"refusal_reason": "", "refusal_reason_text": ""}
    move(
        [
            {
                "id": one.pk,
                "status": "on_review",
                **nothing,
                **no_reason,
                "returned_at": life.returned_at,
                "round": 1,
            }
            for one, life in returned
        ]
    )
