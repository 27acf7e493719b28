"""What leaves the house after the commit: documents to render, people to tell. Each is idempotent."""

import datetime as dt
from typing import Any

from admissions import notifications, overdue_letter
from admissions.models import Application, IssuedDocument, Notice
from admissions.services import (
    Deadlines,
    check_document,
    issue_document,
    overdue_of,
    recalculate,
    write_export,
)
from oqu.calendar import followers
from oqu.core.clock import ALMATY
from oqu.integrations.sms import SmsRejected, get_sms
from oqu.outbox import services as outbox
from oqu.outbox.services import handles
from staff import frame
from staff.models import Consent, EducationDepartment, Person
from staff.permissions import Action, roles_that_may
from staff.selectors import people_of_school

followers.register(Deadlines())
frame.counts("notices")(notifications.unread)
frame.counts("unprocessed")(notifications.waiting)


@handles("check_document")
def look_at_document(payload: dict[str, Any], now: dt.datetime) -> None:
    check_document(now=now, **payload)


@handles("render_application")
def render_application(payload: dict[str, Any], now: dt.datetime) -> None:
    issue_document(kind=IssuedDocument.Kind.APPLICATION, round=0, now=now, **payload)


@handles("render_receipt")
def render_receipt(payload: dict[str, Any], now: dt.datetime) -> None:
    issue_document(kind=IssuedDocument.Kind.RECEIPT, round=0, now=now, **payload)


@handles("render_decision")
def render_decision(payload: dict[str, Any], now: dt.datetime) -> None:
    issue_document(kind=IssuedDocument.Kind.DECISION, now=now, **payload)


@handles("render_notice")
def render_notice(payload: dict[str, Any], now: dt.datetime) -> None:
    issue_document(kind=IssuedDocument.Kind.NOTICE, now=now, **payload)


@handles("write_export")
def make_spreadsheet(payload: dict[str, Any], now: dt.datetime) -> None:
    write_export(now=now, **payload)


@handles("recalculate_deadlines")
def recalculate_deadlines(payload: dict[str, Any], now: dt.datetime) -> None:
    recalculate(now=now, **payload)


@handles("tell_arrived")
def tell_arrived(payload: dict[str, Any], now: dt.datetime) -> None:
    """To both parents: the number and the deadline."""
    _tell_family(payload["application_id"], "arrived", now)


@handles("tell_signed")
def tell_signed(payload: dict[str, Any], now: dt.datetime) -> None:
    """To both parents: the decision is final (R133, R144)."""
    _tell_family(payload["application_id"], "signed", now)


@handles("tell_withdrawn")
def tell_withdrawn(payload: dict[str, Any], now: dt.datetime) -> None:
    """To both parents, so that neither is surprised: the place in the line is given up (D10)."""
    _tell_family(payload["application_id"], "withdrawn", now)


@handles("tell_joined")
def tell_joined(payload: dict[str, Any], now: dt.datetime) -> None:
    """To the one who sent it: the other has joined; to whoever joined: the number and the deadline (D9)."""
    application = Application.objects.get(pk=payload["application_id"])
    _notice(application.applicant_id, application, "joined", now, round=0)
    _tell(payload["person_id"], application, "arrived", now)


@handles("text_family")
def text_family(payload: dict[str, Any], now: dt.datetime) -> None:
    """The SMS. It goes by itself: a gateway that is down holds no notice inside the portal."""
    application = Application.objects.for_list().get(pk=payload["application_id"])
    parent = Person.objects.get(pk=payload["person_id"])
    phone = _phone_of(parent, application)
    if not phone:
        return
    try:
        get_sms().send(
            phone=phone,
            text=notifications.sms_text(application, payload["code"], to=parent),
            message_id=f"oqu-{application.uuid.hex}-{payload['code']}-{parent.pk}",
        )
    except SmsRejected:
        return  # final: the notice inside the portal stands, sending again would be refused again


@handles("tell_returned")
def tell_returned(payload: dict[str, Any], now: dt.datetime) -> None:
    """To whoever decided: the director's comment (R136, R145)."""
    application = Application.objects.get(pk=payload["application_id"])
    rework = application.reworks.get(round=payload["round"])
    _notice(rework.decided_by_id, application, "returned", now, round=rework.round)


@handles("tell_overdue")
def tell_overdue(payload: dict[str, Any], now: dt.datetime) -> None:
    """To the executors and the director; nobody is told any more when it was decided meanwhile (R101, D17)."""
    application = Application.objects.get(pk=payload["application_id"])
    if application.is_overdue(now):
        _tell_deciders(application, "overdue", now, round=0)


@handles("tell_seats_out")
def tell_seats_out(payload: dict[str, Any], now: dt.datetime) -> None:
    """To the executors and the director: applications from outside can only be refused from now on (R127)."""
    application = Application.objects.get(pk=payload["application_id"])
    _tell_deciders(application, payload["code"], now, round=payload["round"])


@handles("tell_consent")
def tell_consent(payload: dict[str, Any], now: dt.datetime) -> None:
    """To the director who asked: how the person answered 1414, so that the adding can be finished (R24)."""
    consent = Consent.objects.get(pk=payload["consent_id"])
    notice = Notice(recipient_id=consent.asked_by_id, consent=consent, code=payload["code"], created_at=now)
    Notice.objects.bulk_create([notice], ignore_conflicts=True)


@handles("tell_department")
def tell_department(payload: dict[str, Any], now: dt.datetime) -> None:
    """A letter to the department; where none is named, the ministry is told inside the portal (D17)."""
    department = EducationDepartment.objects.filter(pk=payload["department_id"]).first()
    overdue = overdue_of(department, now=now)
    if (ids := payload.get("application_ids")) is not None:
        overdue = [each for each in overdue if each.pk in ids]
    if department is None:
        for officer in Person.objects.filter(is_ministry=True, is_active=True):
            for application in overdue:
                _notice(officer.pk, application, "overdue", now, round=0)
    elif overdue:
        overdue_letter.send(department, overdue, key=payload["key"], now=now)


def _tell_deciders(application: Application, code: str, now: dt.datetime, *, round: int) -> None:
    today = now.astimezone(ALMATY).date()
    for person in people_of_school(application.school_id, roles_that_may(Action.DECIDE), on=today):
        _notice(person.pk, application, code, now, round=round)


def _tell_family(application_id: int, code: str, now: dt.datetime) -> None:
    """Each parent the portal knows; the second one by the register's word, joined or not (D9)."""
    application = Application.objects.get(pk=application_id)
    others = Person.objects.filter(iin_index__in=application.second_parents.values("iin_index"))
    for person_id in [application.applicant_id, *others.order_by("pk").values_list("pk", flat=True)]:
        _tell(person_id, application, code, now)


def _tell(person_id: int, application: Application, code: str, now: dt.datetime) -> None:
    _notice(person_id, application, code, now, round=application.round)
    outbox.put(
        "text_family",
        {"application_id": application.pk, "code": code, "person_id": person_id},
        dedupe_key=f"text_family/{application.pk}/{code}/{person_id}",
        now=now,
    )


def _phone_of(parent: Person, application: Application) -> str:
    """The one given with the application, or with the draft that joined it; else the one eGov told."""
    if parent.pk == application.applicant_id:
        return application.applicant_phone or parent.phone
    second = application.second_parents.select_related("draft").filter(iin_index=parent.iin_index).first()
    joined = second.draft if second else None
    return (joined.applicant_phone if joined else "") or parent.phone


def _notice(recipient_id: int, application: Application, code: str, now: dt.datetime, *, round: int) -> None:
    notice = Notice(
        recipient_id=recipient_id, application=application, code=code, round=round, created_at=now
    )
    Notice.objects.bulk_create([notice], ignore_conflicts=True)
