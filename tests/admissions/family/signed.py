"""A decision with the director's signature, as rows: how a signature is verified is proved elsewhere."""

import hashlib

from admissions import services
from admissions.models import Application, IssuedDocument, JournalEntry, Signature
from admissions.services._journal import note
from oqu.core.acting import acting
from staff.states import Role
from tests import factories as make


def signed(*, refuse: bool = False, notice: bool = True, **facts: object) -> Application:
    """Final, its notice rendered; `notice=False` leaves the renderer behind."""
    application = make.proposed(refuse=refuse, **facts)
    director = make.member(application.school, Role.DIRECTOR)
    with acting(make.SYSTEM):
        application = Application.objects.get(pk=application.pk)
        document = application.issued(IssuedDocument.Kind.DECISION)
        cms = application.uuid.bytes
        signature = Signature.objects.create(
            application=application,
            document=document,
            round=application.round,
            method=Signature.Method.QR,
            cms=cms,
            cms_sha256=hashlib.sha256(cms).hexdigest(),
            document_sha256=document.sha256,
            signer_id=director.person_id,
            signer_name="Директор",
            signer_iin=make.iin(),
            serial="01",
            algorithm="RSA",
            verdict="signature.valid",
            verified_at=make.NOW,
            evidence={},
        )
        finalise = application.finalise_refusal if refuse else application.finalise_acceptance
        finalise(signature=signature, now=make.NOW)
        application.save()
        note(
            JournalEntry.Event.SIGNED, application, by=make.actor(director), now=make.NOW, decision=application.decision,
            round=application.round, document_sha256=document.sha256, cms_sha256=signature.cms_sha256,
        )  # fmt: skip
    if notice:
        services.issue_document(
            application_id=application.pk,
            round=application.round,
            kind=IssuedDocument.Kind.NOTICE,
            now=make.NOW,
        )
    return make.reload(application)
