import datetime as dt
import hashlib
from uuid import UUID

from admissions import policies
from admissions.errors import PartlySigned, SignatureRefused, SigningExpired, SigningPageIsOld, SigningUsed
from admissions.models import Application, IssuedDocument, JournalEntry, Signature, SigningSession
from admissions.services._issue import open_issued
from admissions.services._journal import note
from admissions.services._locks import lock_application
from admissions.services._signing_sessions import (
    check_token,
    fail_session,
    session_on_computer,
    sessions_for_phone,
)
from admissions.states import Decision
from oqu.core.acting import Actor, acting
from oqu.core.clock import ALMATY
from oqu.core.errors import DomainError, Forbidden
from oqu.integrations.signature import Expectation, Verdict, get_verifier
from oqu.integrations.signature.egov_qr import read_signatures
from oqu.integrations.signature.refusals import SignatureRefused as NotReadable
from oqu.outbox import services as outbox
from oqu.outbox.models import Lane
from staff import selectors as staff
from staff.permissions import Action, check_may, roles_that_may
from staff.states import Role

_FINALISED = ["status", "signature", "finalised_at", "version"]


def complete_signing(scan: UUID, *, token: str, body: bytes, now: dt.datetime) -> list[Application]:
    """
    The phone's signatures make the decisions final, each by itself and in its own transaction (R131, R133, R46).

    :raises PartlySigned: some of several are not signed, or none; why stands with each of them
    :raises SignatureRefused: the verifier's code and sentence; the session fails, the decision waits
    :raises SigningUsed | SigningExpired | AlreadyProcessed | NotFound | Forbidden:
    """
    sessions = sessions_for_phone(scan, now=now)
    check_token(sessions, token)
    try:
        signatures = read_signatures(body, [each.document_id for each in sessions])
    except NotReadable as refusal:
        for session in sessions:
            fail_session(session, refusal.code)
        raise SignatureRefused(refusal.code, str(refusal)) from refusal
    signed: list[Application] = []
    refusals: list[tuple[SigningSession, DomainError]] = []
    for session, (_, cms) in zip(sessions, signatures, strict=True):
        try:
            signed.append(_complete(session, cms, Signature.Method.QR, now))
        except DomainError as refusal:
            fail_session(session, refusal.code)
            refusals.append((session, refusal))
    if refusals and len(sessions) == 1:
        raise refusals[0][1]
    if refusals:
        raise PartlySigned(signed=len(signed), all=len(sessions), reasons=_reasons(refusals))
    return signed


def _reasons(refusals: list[tuple[SigningSession, DomainError]]) -> str:
    """One sentence and the numbers it is about; a wrong key is one sentence for all."""
    numbers: dict[str, list[str]] = {}
    for session, refusal in refusals:
        numbers.setdefault(str(refusal), []).append(str(session.application.number))
    return " ".join(f"№\xa0{', '.join(those)}: {sentence}" for sentence, those in numbers.items())


def accept_signature(uuid: UUID, *, cms: bytes, by: Actor, now: dt.datetime) -> Application:
    """
    The same by NCALayer on the director's own computer: the browser brings the CMS of one document.

    A refused signature leaves the session as it is: the director may choose another key at once.

    :raises SignatureRefused: the verifier's code and sentence
    :raises SigningPageIsOld | AlreadyProcessed | NotFound | Forbidden:
    """
    check_may(by, Action.SIGN)
    try:
        return _complete(session_on_computer(uuid, by=by, now=now), cms, Signature.Method.NCALAYER, now)
    except (SigningUsed, SigningExpired) as refusal:
        raise SigningPageIsOld from refusal


def _complete(session: SigningSession, cms: bytes, method: Signature.Method, now: dt.datetime) -> Application:
    """
    Verified outside the transaction: chain, key usage, BIN of the school, IIN of the director, exact
    bytes. Then locks queue, application; the final status, the signature with its evidence, the journal
    and the parcels for the parent stand in one commit.
    """
    verdict = _verify(session, cms, now)
    if not verdict.ok:
        raise SignatureRefused(verdict.code, verdict.message)
    school_id = session.application.school_id
    director = Actor.school(session.director_id, school_id, Role.DIRECTOR)
    with acting(director):
        if session.director not in staff.people_of_school(
            school_id, roles_that_may(Action.SIGN), on=now.astimezone(ALMATY).date()
        ):
            raise Forbidden
        application = lock_application(session.application.uuid)
        policies.check_can_sign(application, director, document=session.document)
        if application.issued(IssuedDocument.Kind.DECISION) != session.document:
            raise SigningUsed
        _use_up(session)
        signature = _keep(session, application, cms, verdict, method, now)
        _finalise(application, signature, now)
        note(
            JournalEntry.Event.SIGNED,
            application,
            by=director,
            now=now,
            decision=application.decision,
            round=application.round,
            document_sha256=session.document.sha256,
            cms_sha256=signature.cms_sha256,
        )
        _tell(application, now)
    return application


def _verify(session: SigningSession, cms: bytes, now: dt.datetime) -> Verdict:
    with open_issued(session.document) as file:
        content = file.read()
    expected = Expectation(iin=session.director.iin, bin=session.application.school.bin or "", moment=now)
    return get_verifier().verify(cms, content, expected)


def _use_up(session: SigningSession) -> None:
    """By one conditional update: of two equal answers only one gets through."""
    open_states = [SigningSession.State.WAITING, SigningSession.State.TAKEN]
    used = SigningSession.objects.filter(pk=session.pk, state__in=open_states)
    if not used.update(state=SigningSession.State.SIGNED):
        raise SigningUsed


def _keep(
    session: SigningSession,
    application: Application,
    cms: bytes,
    verdict: Verdict,
    method: Signature.Method,
    now: dt.datetime,
) -> Signature:
    return Signature.objects.create(
        application=application,
        document=session.document,
        round=application.round,
        method=method,
        cms=cms,
        cms_sha256=hashlib.sha256(cms).hexdigest(),
        document_sha256=session.document.sha256,
        signer_id=session.director_id,
        signer_name=verdict.signer.name if verdict.signer else "",
        signer_iin=verdict.signer.iin if verdict.signer else "",
        serial=verdict.serial,
        algorithm=verdict.algorithm,
        verdict=verdict.code,
        verified_at=now,
        evidence=verdict.evidence,
    )


def _finalise(application: Application, signature: Signature, now: dt.datetime) -> None:
    if application.decision == Decision.ACCEPT:
        application.finalise_acceptance(signature=signature, now=now)
    else:
        application.finalise_refusal(signature=signature, now=now)
    application.version += 1
    application.save(update_fields=_FINALISED)


def _tell(application: Application, now: dt.datetime) -> None:
    ids = {"application_id": application.pk, "round": application.round}
    outbox.put(
        "render_notice", ids, dedupe_key=f"render_notice/{application.pk}", now=now, lane=Lane.RENDERER
    )
    outbox.put("tell_signed", ids, dedupe_key=f"tell_signed/{application.pk}", now=now)
