"""The QR between the director's screen and the director's phone (spec of the eGov QR signing service)."""

import datetime as dt
from uuid import UUID

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from admissions import policies, selectors
from admissions.errors import SigningExpired, SigningUsed
from admissions.models import IssuedDocument, SigningSession
from admissions.services._issue import open_issued
from oqu.core.acting import Actor, acting
from oqu.core.errors import Forbidden, NotFound
from oqu.integrations.signature.egov_qr import DocumentToSign, Names
from staff.models import Person
from staff.permissions import Action, check_may

_OPEN = [SigningSession.State.WAITING, SigningSession.State.TAKEN]
_READY = SigningSession.objects.select_related(
    "application__school", "application__campaign", "document", "director"
)


def open_session(*, uuid: UUID, by: Actor, now: dt.datetime) -> SigningSession:
    """
    A fresh QR for the decision of one application; earlier ones of the same director stop working.

    :raises DocumentNotReady: the renderer has not made the document yet
    :raises AlreadyProcessed | Forbidden | NotFound:
    """
    check_may(by, Action.SIGN)
    with acting(by):
        application = selectors.visible_to(by).filter(uuid=uuid).first()
        if application is None:
            raise NotFound
        document = application.issued(IssuedDocument.Kind.DECISION)
        policies.check_can_sign(application, by, document=document)
        SigningSession.objects.filter(application=application, state__in=_OPEN).update(
            state=SigningSession.State.CANCELLED
        )
        return SigningSession.objects.create(
            application=application,
            document=document,
            director=Person(pk=by.person_id),
            created_at=now,
            expires_at=now + dt.timedelta(minutes=settings.SIGNING_SESSION_MINUTES),
        )


def session_for_director(uuid: UUID) -> SigningSession:
    """What the screen that shows the QR asks every few seconds. Called inside `acting`."""
    session = _READY.filter(uuid=uuid).first()
    if session is None:
        raise NotFound
    return session


def session_for_phone(uuid: UUID, *, now: dt.datetime) -> SigningSession:
    """
    API 1: the phone has read the QR.

    :raises NotFound | SigningExpired | SigningUsed:
    """
    with acting(Actor.system("signing"), read_only=True):
        session = session_for_director(uuid)
    if session.state not in _OPEN:
        raise SigningUsed
    if now >= session.expires_at:
        raise SigningExpired
    return session


def token_of(session: SigningSession) -> str:
    """The bearer token API 1 hands out; nothing is stored, it follows from the session."""
    return salted_hmac("admissions.signing", str(session.uuid), algorithm="sha256").hexdigest()


def check_token(session: SigningSession, token: str) -> None:
    """:raises Forbidden:"""
    if not constant_time_compare(token, token_of(session)):
        raise Forbidden


def documents_to_sign(uuid: UUID, *, token: str, now: dt.datetime) -> list[DocumentToSign]:
    """
    API 2: exactly the bytes that are stored.

    :raises NotFound | SigningExpired | SigningUsed | Forbidden:
    """
    session = session_for_phone(uuid, now=now)
    check_token(session, token)
    with acting(Actor.system("signing", session.director_id)):
        SigningSession.objects.filter(pk=session.pk, state=SigningSession.State.WAITING).update(
            state=SigningSession.State.TAKEN
        )
    with open_issued(session.document) as file:
        content = file.read()
    application = session.application
    title = Names(
        ru=f"Решение по заявке {application.reference}",
        kk=f"{application.reference} өтініші бойынша шешім",
        en=f"Decision on application {application.reference}",
    )
    meta = (("№", str(application.number)), ("SHA-256", session.document.sha256))
    return [DocumentToSign(id=session.document_id, names=title, meta=meta, content=content)]


def fail_session(session: SigningSession, code: str) -> None:
    """Remember for the director's screen why the phone's signature was not taken."""
    with acting(Actor.system("signing", session.director_id)):
        SigningSession.objects.filter(pk=session.pk, state__in=_OPEN).update(
            state=SigningSession.State.FAILED, failure_code=code
        )
