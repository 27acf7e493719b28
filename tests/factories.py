"""
Builders named after what a clerk would say. Everything that has a rule goes through the real services,
so a built application is one that could exist.
"""

import datetime as dt
import hashlib
import io
import itertools
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from admissions import selectors, services
from admissions.models import Application, Campaign, Document, IssuedDocument, SecondParent
from admissions.states import Channel, DocumentKind, ScanState, Status, Transport
from limits.models import ClassLimit, SchoolYear
from oqu.core import clock
from oqu.core.acting import Actor, acting
from oqu.core.clock import ALMATY
from oqu.core.identity import check_digit
from oqu.core.secrets_fields import blind_index
from staff.models import Consent, Membership, Person, School
from staff.states import ConsentPurpose, ConsentState, Role

SYSTEM = Actor.system("tests")
NOW = dt.datetime(2026, 5, 12, 12, 19, 12, tzinfo=ALMATY)  # a Tuesday, Fig. 22
YEAR = 2026
REGION = SETTLEMENT = "710000000"

_serial = itertools.count(1)


def iin(serial: int | None = None) -> str:
    """A synthetic number: born in 2095 by its digits, so it can belong to nobody."""
    for candidate in itertools.count((serial or next(_serial)) * 10):
        prefix = f"9506015{candidate % 10_000:04d}"
        digit = check_digit(prefix)
        if digit is not None:
            return f"{prefix}{digit}"
    raise AssertionError


def organisation_bin() -> str:
    """A synthetic number that no organisation of the demo town has; one prefix in eleven has no check digit."""
    for serial in _serial:
        prefix = f"99014{serial + 500_000:06d}"
        digit = check_digit(prefix)
        if digit is not None:
            return f"{prefix}{digit}"
    raise AssertionError


def school(code: str | None = None, **facts: Any) -> School:
    """With a code and a number that no school of the demo town has."""
    number = code or f"{next(_serial) + 1000}"
    values = {
        "bin": organisation_bin(),
        "name_ru": f'ГКП на ПХВ "Школа-гимназия № {number}"',
        "name_kk": f'ШЖҚ "№ {number} мектеп-гимназиясы" МКК',
        "name_en": f"School-gymnasium No. {number}",
        "region_kato": REGION,
        "settlement_kato": SETTLEMENT,
        **facts,
    }
    with acting(SYSTEM):
        return School.objects.create(code=number, **values)


def person(**facts: Any) -> Person:
    values = {
        "iin": iin(),
        "last_name": "Қуанышқызы",
        "first_name": "Әйгерім",
        "phone": "+77075550101",
        **facts,
    }
    with acting(SYSTEM):
        return Person.objects.create(**values)


def member(at: School, role: Role, who: Person | None = None, **facts: Any) -> Membership:
    who = who or person(last_name=f"{role.label}")
    with acting(SYSTEM):
        return Membership.objects.create(
            person=who, school=at, role=role, starts_on=facts.pop("starts_on", dt.date(2020, 1, 1)), **facts
        )


def actor(membership: Membership) -> Actor:
    return Actor.school(membership.person_id, membership.school_id, membership.role)


def director(at: School, **facts: Any) -> Actor:
    return actor(member(at, Role.DIRECTOR, **facts))


def executor(at: School, **facts: Any) -> Actor:
    return actor(member(at, Role.EXECUTOR, **facts))


def campaign(**facts: Any) -> Campaign:
    values = {
        "opens_at": dt.datetime(2026, 4, 1, 9, tzinfo=ALMATY),
        "closes_at": dt.datetime(2026, 9, 1, tzinfo=ALMATY),
        "region_kato": REGION,
        **facts,
    }
    with acting(SYSTEM):
        SchoolYear.objects.get_or_create(starts_in=YEAR)
        found = Campaign.objects.filter(school_year_id=YEAR, region_kato=values["region_kato"]).first()
        return found or Campaign.objects.create(school_year_id=YEAR, **values)


def limit(at: School, total: int | None = 40, language: str = "kk", **facts: Any) -> ClassLimit:
    with acting(SYSTEM):
        SchoolYear.objects.get_or_create(starts_in=YEAR)
        return ClassLimit.objects.create(
            school=at, school_year_id=YEAR, language=language, total=total, class_count=2, **facts
        )


def draft(at: School | None = None, by: Person | None = None, **facts: Any) -> Application:
    """A complete draft: only the sending is left. `documents=False` leaves the papers out."""
    parent = by or person()
    with_documents = facts.pop("documents", True)
    child_iin = facts.pop("child_iin", None) or iin()
    values = {
        "campaign": facts.pop("campaign", None) or campaign(),
        "school": at,
        "language": "kk" if at else "",
        "created_at": NOW,
        "saved_at": NOW,
        "child_iin": child_iin,
        "child_iin_index": blind_index("iin", child_iin),
        "child_last_name": "Қуанышқызы",
        "child_first_name": "Айша",
        "child_born_on": dt.date(2020, 5, 12),
        "applicant": parent,
        "applicant_name": parent.full_name,
        "applicant_iin": parent.iin,
        "applicant_phone": "+77075550101",
        "address_ru": "Город республиканского значения Астана, Район в городе Есиль, Улица Е 117, Дом 39",
        "address_kk": "Астана қаласы, Есіл ауданы, Е 117 көшесі, 39 үй",
        "settlement_kato": SETTLEMENT,
        **facts,
    }
    if at is not None and not ClassLimit.objects.filter(school=at, language="kk").exists():
        limit(at)
    with acting(SYSTEM):
        application = Application(**values)
        application.save()
    if with_documents:
        papers(application)
    return application


def paper_consent(at: School, clerk: Actor, iin: str, **facts: Any) -> Consent:
    """The applicant at the desk has answered 511."""
    values = {"state": ConsentState.GRANTED, "created_at": NOW, "answered_at": NOW, **facts}
    with acting(SYSTEM):
        return Consent.objects.create(
            iin=iin, purpose=ConsentPurpose.PAPER, school=at, asked_by_id=clerk.person_id, **values
        )


def paper_draft(at: School, clerk: Actor, by: Person | None = None, **facts: Any) -> Application:
    """What a clerk copied from a paper, complete: only the registering is left."""
    parent = by or person()
    consent = facts.pop("consent", None) or paper_consent(at, clerk, parent.iin, finished_at=NOW)
    return draft(
        at, parent, channel=Channel.MANUAL, registered_by_id=clerk.person_id, consent=consent, **facts
    )


def couple(
    at: School | None = None, *, joins: School | None = None, **facts: Any
) -> tuple[Application, Application]:
    """Drafts of two parents for one child, each naming the other as the register does; `joins`: the second's school."""
    first, second = person(language="ru"), person(language="kk", phone="+77075550202")
    child = iin()
    drafts = (
        draft(at, by=first, child_iin=child, **facts),
        draft(joins or at, by=second, child_iin=child, **facts),
    )
    with acting(SYSTEM):
        for one, other in zip(drafts, (second, first), strict=True):
            SecondParent.objects.create(application=one, iin_index=other.iin_index)
    return drafts


def papers(application: Application) -> list[Document]:
    """Those that are asked for whatever the child's needs, as they are kept after the antivirus has looked."""
    content = picture().read()
    with acting(SYSTEM):
        return Document.objects.bulk_create(
            Document(
                application=application,
                kind=kind,
                file_name="Кұжат 1.jpg",
                content_type="image/jpeg",
                storage_name=default_storage.save("documents/paper.jpg", ContentFile(content)),
                size=len(content),
                sha256=hashlib.sha256(content).hexdigest(),
                uploaded_at=NOW,
                scan_state=ScanState.CLEAN,
                scanned_at=NOW,
                scanner="built-in, not an antivirus",
                page_storage_name=default_storage.save("documents/page.jpg", ContentFile(content)),
            )
            for kind in selectors.required_kinds(application)
            if kind != DocumentKind.PMPK
        )


def submitted(at: School | None = None, *, moment: dt.datetime = NOW, **facts: Any) -> Application:
    """On review at this school since `moment`; from outside the microdistrict unless `in_zone=True`."""
    at = at or school()
    if facts.pop("in_zone", False):
        facts |= {"street_id": served_street(at)}
    sent = draft(at, **facts)
    with clock.stopped_at(moment):
        services.submit(uuid=sent.uuid, key=uuid4(), by=Actor.parent(sent.applicant_id))
    return reload(sent)


def proposed(at: School | None = None, *, refuse: bool = False, **facts: Any) -> Application:
    """Waits for the director's signature, its document rendered."""
    at = at or school()
    application = submitted(at, **facts)
    executors = executor(at)
    if refuse:
        services.refuse(uuid=application.uuid, reason="classes_full", by=executors, now=NOW)
    else:
        answer = Transport.APPROVED if application.transport == Transport.PENDING else None
        services.accept(uuid=application.uuid, by=executors, now=NOW, transport=answer)
    services.issue_document(
        application_id=application.pk, round=application.round, kind=IssuedDocument.Kind.DECISION, now=NOW
    )
    return reload(application)


def reload(application: Application) -> Application:
    with acting(SYSTEM):
        return Application.objects.for_list().select_related("applicant").get(pk=application.pk)


def picture(name: str = "Кұжат 1.jpg", size: tuple[int, int] = (90, 120)) -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", size, "#8aa").save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


def status_of(application: Application) -> Status:
    return Status(reload(application).status)


def served_street(at: School) -> str:
    """A street that the school serves, by the register's id."""
    from microdistrict.models import Attachment, Settlement, Street

    with acting(SYSTEM):
        town, _ = Settlement.objects.get_or_create(
            kato=SETTLEMENT,
            defaults={"kind_ru": "Город", "kind_kk": "қаласы", "name_ru": "Астана", "name_kk": "Астана"},
        )
        street, _ = Street.objects.get_or_create(
            register_id="G117",
            defaults={
                "settlement": town,
                "kind_ru": "улица",
                "kind_kk": "көшесі",
                "name_ru": "Е 117",
                "name_kk": "Е 117",
            },
        )
        Attachment.objects.get_or_create(
            school=at, street=street, building=None, defaults={"starts_on": dt.date(2020, 1, 1)}
        )
    return street.register_id
