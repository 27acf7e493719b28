"""Two schools, two families, and everybody who might open a page: made once for all cells of the matrix."""

import datetime as dt
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from django.test import Client

from admissions import services
from admissions.models import Application, Document, IssuedDocument, Notice
from admissions.states import Status
from oqu.core import clock
from oqu.core.acting import Actor, acting
from staff import sessions
from staff.models import Consent, Membership, OfficeDay, Person
from staff.services import issue_token
from staff.states import ConsentPurpose, ConsentState, Role
from tests import factories as make
from tests.admissions.family.signed import signed

YESTERDAY = make.NOW.date() - dt.timedelta(days=1)


@dataclass
class Somebody:
    """How one of the roles comes: as an actor, with the key of a session, with a token of the API."""

    actor: Actor
    session: str = ""
    token: str = ""


@dataclass
class World:
    """
    `own` holds one application of the owner in each status at the school, `foreign` the same elsewhere.
    What is on signing is an acceptance; "on_signing_refusal" is the other kind. `on_paper` are those that the
    executor copies from paper.
    """

    own: dict[str, Application] = field(default_factory=dict)
    foreign: dict[str, Application] = field(default_factory=dict)
    on_paper: dict[str, Application] = field(default_factory=dict)
    people: dict[str, Somebody] = field(default_factory=dict)
    signing: UUID = field(default_factory=uuid4)
    export: UUID = field(default_factory=uuid4)  # asked for by the director, not made yet
    employee: UUID = field(default_factory=uuid4)
    applicant: UUID = field(default_factory=uuid4)
    candidate: UUID = field(default_factory=uuid4)
    office_day: int = 0
    kept_filter: int = 0  # the director's
    papers: dict[int, UUID] = field(default_factory=dict)  # one of each application
    code: str = ""  # of the paper of an application
    school_code: str = ""


def build() -> World:
    world = World()
    school, elsewhere = make.school(), make.school()
    owner, other = make.person(), make.person()
    world.own, world.foreign = each_status(school, owner), each_status(elsewhere, other)
    with acting(make.SYSTEM):
        director = Membership.objects.select_related("person").get(
            school=school, role=Role.DIRECTOR, ends_on=None
        )
        stranger = Membership.objects.select_related("person").get(
            school=elsewhere, role=Role.DIRECTOR, ends_on=None
        )
    make.served_street(school)
    executor, oso = make.member(school, Role.EXECUTOR), make.member(school, Role.OSO_STAFF)
    both = make.person()
    world.employee = executor.person.uuid
    with acting(make.SYSTEM):
        world.office_day = OfficeDay.objects.create(
            school=school,
            date=clock.today() + dt.timedelta(days=1),
            opens_at=dt.time(9),
            closes_at=dt.time(13),
        ).pk
        world.candidate = Consent.objects.create(
            iin=make.iin(),
            purpose=ConsentPurpose.STAFF,
            school=school,
            asked_by=director.person,
            state=ConsentState.GRANTED,
            created_at=make.NOW,
            answered_at=make.NOW,
        ).uuid
    world.people = {
        "anonymous": Somebody(Actor.public()),
        "owner": _parent(owner),
        "other": _parent(other),
        "executor": _member(executor),
        "oso": _member(oso),
        "both_executor": _member(make.member(school, Role.EXECUTOR, both)),
        "both_oso": _member(make.member(school, Role.OSO_STAFF, both)),
        "director": _member(director),
        "foreign": _member(stranger),
        "dismissed": _dismissed(make.member(school, Role.EXECUTOR, starts_on=YESTERDAY)),
        "ministry": _officer(make.person(is_ministry=True)),
    }
    clerk = world.people["executor"].actor
    world.applicant = make.paper_consent(school, clerk, make.iin()).uuid
    world.on_paper = copied_from_paper(school, owner, clerk)
    world.school_code = school.code
    world.signing = services.open_session(
        uuid=world.own["on_signing"].uuid, by=world.people["director"].actor, now=make.NOW
    ).uuid
    world.kept_filter = services.keep_filter(
        view="decide", address="?view=decide&language=kk", by=world.people["director"].actor
    ).pk
    world.export = services.ask_for_list(
        view="decide", asked={}, by=world.people["director"].actor, now=make.NOW
    ).uuid
    for application in (world.own["on_review"], world.own["accepted"]):
        services.issue_document(
            application_id=application.pk, kind=IssuedDocument.Kind.APPLICATION, round=0, now=make.NOW
        )
    services.issue_document(
        application_id=world.on_paper["arrived_on_paper"].pk,
        kind=IssuedDocument.Kind.RECEIPT,
        round=0,
        now=make.NOW,
    )
    with acting(make.SYSTEM):
        world.code = IssuedDocument.objects.get(application=world.own["accepted"], kind="application").code
        for application in (world.own["on_review"], world.foreign["on_review"]):
            Notice.objects.create(
                recipient_id=application.applicant_id,
                application=application,
                code="arrived",
                created_at=make.NOW,
            )
        world.papers = dict(Document.objects.values_list("application_id", "uuid"))
    return world


def each_status(school, parent) -> dict[str, Application]:
    """The final ones first: what is on review stops later ones (R106)."""
    accepted = signed(at=school, by=parent)
    refused = _ended_director(school) or signed(at=school, by=parent, refuse=True)
    signing = make.proposed(school, by=parent)
    to_refuse = make.proposed(school, by=parent, refuse=True)
    withdrawn = make.submitted(school, by=parent)
    services.withdraw(uuid=withdrawn.uuid, by=Actor.parent(parent.pk), now=make.NOW)
    found = {
        Status.ACCEPTED: accepted,
        Status.REFUSED: refused,
        Status.ON_SIGNING: signing,
        Status.WITHDRAWN: withdrawn,
        Status.ON_REVIEW: make.submitted(school, by=parent),
        Status.DRAFT: make.draft(school, by=parent),
    }
    reloaded = {str(status.value): make.reload(application) for status, application in found.items()}
    return reloaded | {"on_signing_refusal": make.reload(to_refuse)}


def copied_from_paper(school, parent, clerk: Actor) -> dict[str, Application]:
    arrived = make.paper_draft(school, clerk, parent)
    services.submit(uuid=arrived.uuid, key=uuid4(), by=clerk)
    return {"arrived_on_paper": make.reload(arrived), "paper": make.paper_draft(school, clerk, parent)}


def _ended_director(school) -> None:
    """Each signature of `signed` is another director's; the one before goes."""
    with acting(make.SYSTEM):
        Membership.objects.filter(school=school, role=Role.DIRECTOR).delete()


def _parent(person: Person) -> Somebody:
    return Somebody(
        Actor.parent(person.pk),
        _session(person, "parent"),
        issue_token(person=person, membership=None, now=make.NOW),
    )


def _member(membership: Membership) -> Somebody:
    token = issue_token(person=membership.person, membership=membership, now=make.NOW)
    return Somebody(make.actor(membership), _session(membership.person, str(membership.pk)), token)


def _dismissed(membership: Membership) -> Somebody:
    """Signed in when the role ended: the session and the token are still there."""
    gone = _member(membership)
    with acting(make.SYSTEM):
        Membership.objects.filter(pk=membership.pk).update(ends_on=YESTERDAY)
    gone.actor = Actor.parent(membership.person_id)
    return gone


def _officer(person: Person) -> Somebody:
    return Somebody(
        Actor.ministry(person.pk),
        _session(person, "ministry"),
        issue_token(person=person, membership=None, now=make.NOW),
    )


def _session(person: Person, role: str) -> str:
    client = Client()
    client.force_login(person, backend="staff.backends.EgovBackend")
    session = client.session
    session[sessions.ROLE] = role
    session[sessions.SIGNED_IN_AT] = clock.now().isoformat()
    session.save()
    return session.session_key
