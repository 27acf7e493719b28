"""Bringing the planned applications to life through the services everybody uses."""

import datetime as dt
from uuid import UUID, uuid5

from admissions import services
from admissions.models import Application, Campaign
from admissions.selectors import required_kinds
from admissions.states import Status, Transport
from oqu import world
from oqu.core import clock
from oqu.core.acting import Actor, acting
from oqu.core.secrets_fields import blind_index
from oqu.demo.papers import paper
from oqu.demo.people import humans, person_of
from oqu.demo.plan import ACCEPTING, DECIDED, Family, Fate, Planned, families
from oqu.demo.signing import key_of, sign
from staff.models import School
from staff.states import Role

KEYS = UUID("5e0b5a5e-3f1c-4d0e-9a53-8f1d5a1c2026")
COMMENT = "Проверьте адрес прописки: в справке указан другой дом."
TIME_TO_DECIDE = dt.timedelta(hours=1)


def is_made() -> bool:
    """The last planned application was sent, so all before it are there."""
    _, family = families()[-1]
    with acting(Actor.system("demo"), read_only=True):
        rows = Application.objects.filter(child_iin_index=blind_index("iin", family.child))
        return rows.exclude(status=Status.DRAFT).exists()


def make_applications(schools: dict[str, School], campaign: Campaign, *, now: dt.datetime) -> int:
    """
    Each goes from where it is to where the plan wants it, so an interrupted run can be repeated.

    First all arrive, in the order of time; then each school decides in the order of its queue.
    """
    planned = sorted(families(), key=lambda pair: -pair[0].hours_ago)
    for each, family in planned:
        moment = now - dt.timedelta(hours=each.hours_ago)
        with clock.stopped_at(moment):
            _apply(each, family, schools[each.school], campaign, moment)
    for each, family in planned:
        _decide(each, family, schools[each.school], now)
    return len(planned)


def _application_of(family: Family) -> Application | None:
    with acting(Actor.system("demo"), read_only=True):
        rows = Application.objects.filter(child_iin_index=blind_index("iin", family.child))
        return rows.order_by("pk").first()


def _apply(each: Planned, family: Family, school: School, campaign: Campaign, moment: dt.datetime) -> None:
    application = _application_of(family)
    if application and not application.is_draft:
        return
    parent = Actor.parent(person_of(family.parent).pk)
    draft = services.begin_draft(child_iin=family.child, campaign=campaign, by=parent, now=moment)
    services.choose_school(uuid=draft.uuid, school=school, by=parent, now=moment)
    wishes = services.Wishes(
        language=each.language,
        wants_transport=each.wants_transport,
        has_special_needs=each.has_special_needs,
        phone=humans()[family.parent].phone,
    )
    draft = services.tell_wishes(uuid=draft.uuid, wishes=wishes, by=parent, now=moment)
    if each.fate is Fate.DRAFT:
        return
    for kind in required_kinds(draft):
        services.attach_document(uuid=draft.uuid, kind=kind, upload=paper(kind), by=parent, now=moment)
    services.submit(uuid=draft.uuid, key=uuid5(KEYS, family.child), by=parent)


def _decide(each: Planned, family: Family, school: School, now: dt.datetime) -> None:
    application = _application_of(family)
    if application is None or application.is_draft or application.is_final or application.round:
        return
    if each.fate is Fate.WITHDRAWN:
        services.withdraw(uuid=application.uuid, by=Actor.parent(application.applicant_id), now=now)
    if each.fate in DECIDED and application.is_on_review:
        _propose(each, application, _at_work(school, Role.EXECUTOR))
    director = _at_work(school, Role.DIRECTOR)
    if each.fate is Fate.RETURNED:
        services.return_for_rework(uuid=application.uuid, comment=COMMENT, by=director, now=now)
    if each.fate in {Fate.ACCEPTED, Fate.REFUSED}:
        key = key_of(_iin_of(school, Role.DIRECTOR), school.bin or "")
        if key.exists():  # without the test authority the decision goes on waiting for its signature
            sign(application, key, by=director, now=now)


def _propose(each: Planned, application: Application, executor: Actor) -> None:
    assert application.received_at is not None
    moment = application.received_at + TIME_TO_DECIDE
    if each.fate in ACCEPTING:
        answer = Transport.APPROVED if application.transport == Transport.PENDING else None
        services.accept(uuid=application.uuid, by=executor, now=moment, transport=answer)
    else:
        services.refuse(uuid=application.uuid, reason=each.reason, by=executor, now=moment)


def _at_work(school: School, role: Role) -> Actor:
    return Actor.school(person_of(_iin_of(school, role)).pk, school.pk, role)


def _iin_of(school: School, role: Role) -> str:
    return next(fact.iin for fact in world.STAFF if fact.school_code == school.code and role in fact.roles)
