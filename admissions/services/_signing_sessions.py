"""
The QR between the director's screen and the director's phone (spec of the eGov QR signing service). One QR may hold
several decisions; each is signed, refused and finalised by itself.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from admissions import policies, selectors
from admissions.errors import (
    AlreadyProcessed,
    ChoiceIsStale,
    NothingToSign,
    PageIsStale,
    SigningExpired,
    SigningUsed,
    TooManyToSign,
)
from admissions.models import Application, IssuedDocument, SigningSession
from admissions.services._issue import open_issued
from oqu.core.acting import Actor, acting
from oqu.core.errors import DomainError, Forbidden, NotFound
from oqu.integrations.signature.egov_qr import DocumentToSign, Names
from staff.models import Person
from staff.permissions import Action, check_may

MOST_AT_ONCE = 50  # a page of the list; with their documents some megabytes for a telephone
_OPEN = [SigningSession.State.WAITING, SigningSession.State.TAKEN]
_READY = SigningSession.objects.select_related(
    "application__school", "application__campaign", "document", "director"
)


@dataclass(frozen=True)
class Chosen:
    """`version` is the application's on the page where it was chosen; None where none was shown."""

    uuid: UUID
    version: int | None = None


def open_session(*, uuid: UUID, by: Actor, now: dt.datetime) -> SigningSession:
    """
    A fresh QR for the decision of one application.

    :raises DocumentNotReady: the renderer has not made the document yet
    :raises AlreadyProcessed | Forbidden | NotFound:
    """
    [session] = open_sessions([Chosen(uuid)], by=by, now=now)
    return session


def open_sessions(chosen: Sequence[Chosen], *, by: Actor, now: dt.datetime) -> list[SigningSession]:
    """
    One fresh QR for these decisions, in the order of arrival; earlier ones with any of them stop working.

    All or none: what the director looked at is what gets signed.

    :raises NothingToSign | TooManyToSign:
    :raises ChoiceIsStale: some of several changed, or cannot be signed now
    :raises DocumentNotReady | AlreadyProcessed | PageIsStale: the only one
    :raises Forbidden | NotFound:
    """
    check_may(by, Action.SIGN)
    wanted = {each.uuid: each.version for each in chosen}
    if not wanted:
        raise NothingToSign
    if len(wanted) > MOST_AT_ONCE:
        raise TooManyToSign(most=MOST_AT_ONCE)
    with acting(by):
        found = list(
            selectors.visible_to(by).filter(uuid__in=wanted).in_order().prefetch_related("issued_documents")
        )
        if len(found) < len(wanted):
            raise NotFound
        refusals = {each.number: why for each in found if (why := _refusal(each, wanted[each.uuid], by))}
        if refusals and len(found) == 1:
            raise refusals.popitem()[1]
        if refusals:
            raise ChoiceIsStale(numbers=", ".join(map(str, refusals)))
        SigningSession.objects.filter(application__in=found, state__in=_OPEN).update(
            state=SigningSession.State.CANCELLED
        )
        sessions = [
            SigningSession(
                application=each,
                document=each.issued(IssuedDocument.Kind.DECISION),
                director=Person(pk=by.person_id),
                created_at=now,
                expires_at=now + dt.timedelta(minutes=settings.SIGNING_SESSION_MINUTES),
            )
            for each in found
        ]
        for each in sessions:
            each.scan = sessions[0].uuid
        return SigningSession.objects.bulk_create(sessions)


def _refusal(application: Application, version: int | None, by: Actor) -> DomainError | None:
    document = application.issued(IssuedDocument.Kind.DECISION)
    refusal = policies.ask(policies.check_can_sign, application, by, document=document).refusal
    is_stale = version is not None and version != application.version
    return refusal or (PageIsStale() if is_stale else None)


def cancel_sessions(scan: UUID, *, by: Actor) -> None:
    """
    The director thinks better of it: the code stops working. What is signed already stays signed.

    :raises Forbidden | NotFound:
    """
    check_may(by, Action.SIGN)
    with acting(by):
        sessions = sessions_for_director(scan, by=by)
        SigningSession.objects.filter(pk__in=[each.pk for each in sessions], state__in=_OPEN).update(
            state=SigningSession.State.CANCELLED
        )


def sessions_for_director(scan: UUID, *, by: Actor) -> list[SigningSession]:
    """
    What the screen that shows the QR asks every few seconds. Called inside `acting`.

    :raises NotFound: also for another director's
    """
    sessions = list(_READY.filter(scan=scan, director_id=by.person_id, application__school_id=by.school_id))
    if not sessions:
        raise NotFound
    return sessions


def session_on_computer(uuid: UUID, *, by: Actor, now: dt.datetime) -> SigningSession:
    """
    The one decision whose signature the director's own browser brings.

    :raises NotFound | SigningExpired | SigningUsed:
    """
    with acting(by, read_only=True):
        session = _READY.filter(
            uuid=uuid, director_id=by.person_id, application__school_id=by.school_id
        ).first()
    if session is None:
        raise NotFound
    return _check_open([session], now)[0]


def sessions_for_phone(scan: UUID, *, now: dt.datetime) -> list[SigningSession]:
    """
    API 1: the phone has read the QR. Those of its decisions that nobody has answered yet.

    :raises NotFound | SigningExpired | SigningUsed:
    """
    with acting(Actor.system("signing"), read_only=True):
        sessions = list(_READY.filter(scan=scan))
    if not sessions:
        raise NotFound
    return _check_open(sessions, now)


def _check_open(sessions: list[SigningSession], now: dt.datetime) -> list[SigningSession]:
    still_open = [each for each in sessions if each.state in _OPEN]
    if not still_open:
        raise SigningUsed
    if now >= still_open[0].expires_at:
        raise SigningExpired
    return still_open


def token_of(session: SigningSession) -> str:
    """The bearer token API 1 hands out; nothing is stored, it follows from the number in the QR."""
    return salted_hmac("admissions.signing", str(session.scan), algorithm="sha256").hexdigest()


def check_token(sessions: Sequence[SigningSession], token: str) -> None:
    """:raises Forbidden:"""
    if not constant_time_compare(token, token_of(sessions[0])):
        raise Forbidden


def documents_to_sign(scan: UUID, *, token: str, now: dt.datetime) -> list[DocumentToSign]:
    """
    API 2: exactly the bytes that are stored. What cannot be signed any more is left out: a telephone is not shown a
    decision that was returned or withdrawn meanwhile.

    :raises NotFound | SigningExpired | SigningUsed | Forbidden:
    """
    sessions = sessions_for_phone(scan, now=now)
    check_token(sessions, token)
    void = [each for each in sessions if each.is_void]
    given = [each for each in sessions if each not in void]
    with acting(Actor.system("signing", sessions[0].director_id)):
        SigningSession.objects.filter(pk__in=[each.pk for each in void], state__in=_OPEN).update(
            state=SigningSession.State.FAILED, failure_code=AlreadyProcessed.code
        )
        SigningSession.objects.filter(
            pk__in=[each.pk for each in given], state=SigningSession.State.WAITING
        ).update(state=SigningSession.State.TAKEN)
    if not given:
        raise SigningUsed
    return [_document(each) for each in given]


def _document(session: SigningSession) -> DocumentToSign:
    with open_issued(session.document) as file:
        content = file.read()
    application = session.application
    title = Names(
        ru=f"Решение по заявке {application.reference}",
        kk=f"{application.reference} өтініші бойынша шешім",
        en=f"Decision on application {application.reference}",
    )
    meta = (
        ("№", str(application.number)),
        (_("Decision"), str(application.get_decision_display())),
        ("SHA-256", session.document.sha256),
    )
    return DocumentToSign(id=session.document_id, names=title, meta=meta, content=content)


def fail_session(session: SigningSession, code: str) -> None:
    """Remember for the director's screen why the phone's signature was not taken."""
    with acting(Actor.system("signing", session.director_id)):
        SigningSession.objects.filter(pk=session.pk, state__in=_OPEN).update(
            state=SigningSession.State.FAILED, failure_code=code
        )
