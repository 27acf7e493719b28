import datetime as dt
import hashlib
from typing import IO
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from admissions.documents import render
from admissions.models import Application, IssuedDocument
from oqu.core.acting import Actor, acting


def issue_document(*, application_id: int, round: int, kind: IssuedDocument.Kind, now: dt.datetime) -> None:
    """
    Render a document once and keep it by its hash. Asked again, or for a round that was returned
    meanwhile, it does nothing. Runs in the renderer, as the system.
    """
    with acting(Actor.system("renderer")):
        application = Application.objects.for_list().get(pk=application_id)
        if application.round != round or application.issued(kind):
            return
        content = render(kind, application)
        name = default_storage.save(f"issued/{uuid4()}.pdf", ContentFile(content))
        IssuedDocument.objects.create(
            application=application,
            kind=kind,
            round=round,
            storage_name=name,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            rendered_at=now,
        )


def open_issued(document: IssuedDocument) -> IO[bytes]:
    """The stored bytes; the caller has already seen the row as somebody who may."""
    return default_storage.open(document.storage_name)
