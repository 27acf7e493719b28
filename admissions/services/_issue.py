"""Papers that the portal issues: rendered once, kept by their hash, never changed."""

import datetime as dt
import hashlib
from typing import IO
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from admissions.documents import Attached, render
from admissions.errors import DocumentNotReady
from admissions.models import Application, IssuedDocument
from admissions.models.document import new_code
from admissions.states import ISSUED_ON_ARRIVAL
from oqu.core.acting import Actor, acting
from oqu.integrations.seal import get_seal

Kind = IssuedDocument.Kind


def issue_document(*, application_id: int, round: int, kind: Kind, now: dt.datetime) -> None:
    """
    Render a document once and keep it by its hash. Asked again, or for a round that was returned
    meanwhile, it does nothing. Runs in the renderer, as the system.

    A notice carries the signed decision and the director's signature inside, so that both can be checked
    without the portal, and the portal's seal around them (R133, R142).
    """
    with acting(Actor.system("renderer")):
        application = (
            Application.objects.for_list()
            .select_related("signature__document", "registered_by")
            .prefetch_related("documents")
            .get(pk=application_id)
        )
        if application.issued(kind) or (kind not in ISSUED_ON_ARRIVAL and application.round != round):
            return
        code = new_code()
        content = render(kind, application, code=code, attachments=_signed_parts(kind, application))
        if kind == Kind.NOTICE and (seal := get_seal()):
            content = seal.seal(content)
        name = default_storage.save(f"issued/{uuid4()}.pdf", ContentFile(content))
        IssuedDocument.objects.create(
            application=application,
            kind=kind,
            code=code,
            round=round,
            storage_name=name,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            rendered_at=now,
        )


def open_issued(document: IssuedDocument) -> IO[bytes]:
    """The stored bytes; the caller has already seen the row as somebody who may."""
    return default_storage.open(document.storage_name)


def draft_notice(application: Application) -> bytes:
    """
    What the notice would say if the director signed now, marked as a draft and kept nowhere (R171).

    :raises DocumentNotReady: nothing is proposed
    """
    if not application.is_on_signing:
        raise DocumentNotReady
    return render(Kind.NOTICE, application)


def _signed_parts(kind: Kind, application: Application) -> list[Attached]:
    signature = application.signature if kind == Kind.NOTICE else None
    if signature is None:
        return []
    with open_issued(signature.document) as decision:
        content = decision.read()
    return [Attached("decision.pdf", content), Attached("decision.pdf.p7s", bytes(signature.cms))]
