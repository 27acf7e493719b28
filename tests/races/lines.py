"""Lines of applications for a race, built in bulk: what is not the race itself should take no time."""

import hashlib
import itertools
from dataclasses import dataclass, field
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from admissions import services
from admissions.models import Application, Campaign, Document, IssuedDocument
from admissions.states import Channel, DocumentKind
from oqu.core import clock
from oqu.core.acting import Actor, acting
from oqu.demo.volume.drafts import make_drafts
from oqu.demo.volume.families import Families
from staff.models import Person, School
from staff.states import Role
from tests import factories as make

_seeds = itertools.count()


def drafts(schools: list[School], size: int, campaign: Campaign) -> list[Application]:
    """Complete drafts for these schools by turns."""
    wishes = ((school, "kk") for school in itertools.islice(itertools.cycle(schools), size))
    with acting(make.SYSTEM):
        batches = make_drafts(Families(next(_seeds)), wishes, campaign=campaign, now=clock.now())
        return list(itertools.chain.from_iterable(batches))


def on_paper(waiting: list[Application]) -> None:
    """These came on paper instead: each is a draft of the clerk of its school, with the paper scanned."""
    for school_id in {draft.school_id for draft in waiting}:
        at = School(pk=school_id)
        clerk = make.executor(at)
        consent = make.paper_consent(at, clerk, make.iin())
        theirs = [draft for draft in waiting if draft.school_id == school_id]
        for draft in theirs:
            draft.channel, draft.registered_by_id, draft.consent = Channel.MANUAL, clerk.person_id, consent
        ids = [draft.pk for draft in theirs]
        with acting(make.SYSTEM):
            Application.objects.filter(pk__in=ids).update(
                channel=Channel.MANUAL, registered_by=clerk.person_id, consent=consent
            )
            scans = list(Document.objects.filter(application__in=ids, kind=DocumentKind.PHOTO))
            for scan in scans:
                scan.pk, scan.uuid, scan.kind = None, uuid4(), DocumentKind.PAPER
            Document.objects.bulk_create(scans)


def sender_of(draft: Application) -> Actor:
    """The parent, or the clerk who has the paper."""
    if draft.is_on_paper:
        return Actor.school(draft.registered_by_id, draft.school_id, Role.EXECUTOR)
    return Actor.parent(draft.applicant_id)


def send(draft: Application, key=None) -> Application:
    return services.submit(uuid=draft.uuid, key=key or uuid4(), by=sender_of(draft))


@dataclass
class Line:
    """A school with seats for everybody, its people, and its applications in the order of arrival."""

    campaign: Campaign
    size: int
    seats: int = 2_000
    school: School = field(default_factory=make.school)
    head: Person = field(default_factory=make.person)

    def __post_init__(self) -> None:
        make.limit(self.school, total=self.seats)
        self.executor = make.executor(self.school)
        self.director = make.director(self.school, who=self.head)
        self.applications = [send(draft) for draft in drafts([self.school], self.size, self.campaign)]

    def propose_all(self) -> None:
        self.applications = [
            services.accept(uuid=application.uuid, by=self.executor, now=clock.now())
            for application in self.applications
        ]

    def issue_all(self) -> None:
        for application in self.applications:
            issue(application)


def issue(application: Application) -> None:
    """The decision as the renderer leaves it; what stands in the document is no matter here."""
    content = f"%PDF-1.7 {application.uuid} {application.round}".encode()
    name = f"issued/{application.uuid}-{application.round}.pdf"
    with acting(make.SYSTEM):
        IssuedDocument.objects.create(
            application=application,
            kind=IssuedDocument.Kind.DECISION,
            round=application.round,
            storage_name=default_storage.save(name, ContentFile(content)),
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            rendered_at=clock.now(),
        )
