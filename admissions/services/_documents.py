import datetime as dt
import hashlib
from functools import partial
from typing import IO
from uuid import UUID, uuid4

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from admissions.errors import FileEmpty, FilesTooBigTogether, FileTooBig
from admissions.models import Application, Document
from admissions.services._drafts import locked_draft
from admissions.states import DocumentKind
from admissions.uploads import cleaned
from oqu.core.acting import Actor, acting
from staff.permissions import Action, check_may


def attach_document(
    *, uuid: UUID, kind: DocumentKind, upload: UploadedFile, by: Actor, now: dt.datetime
) -> Document:
    """
    Put one paper into the draft, replacing the one of its kind.

    What is kept is made anew from what came (see `admissions.uploads`), before anything is locked.

    :raises FileEmpty | FileTooBig | FileOfAnotherType | FileBroken | FilesTooBigTogether: the draft stays as it was
    """
    check_may(by, Action.APPLY)
    if not upload.size:
        raise FileEmpty
    if upload.size > settings.MAX_UPLOAD_BYTES:
        raise FileTooBig(limit=settings.MAX_UPLOAD_BYTES // 2**20)
    content, content_type = cleaned(upload.read())
    with acting(by):
        draft = locked_draft(uuid)
        others = draft.documents.exclude(kind=kind)
        if sum(others.values_list("size", flat=True)) + len(content) > settings.MAX_STORED_BYTES:
            raise FilesTooBigTogether(limit=settings.MAX_STORED_BYTES // 2**20)
        _forget(draft, kind)
        extension = "pdf" if content_type == "application/pdf" else "jpg"
        name = default_storage.save(f"documents/{uuid4()}.{extension}", ContentFile(content))
        document = Document.objects.create(
            application=draft,
            kind=kind,
            file_name=(upload.name or kind.value)[-150:],
            content_type=content_type,
            storage_name=name,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            uploaded_at=now,
        )
        draft.saved_at = now
        draft.save(update_fields=["saved_at"])
    return document


def remove_document(*, uuid: UUID, kind: DocumentKind, by: Actor) -> None:
    check_may(by, Action.APPLY)
    with acting(by):
        _forget(locked_draft(uuid), kind)


def open_document(document: Document) -> IO[bytes]:
    """The stored bytes; the caller has already seen the row as somebody who may."""
    return default_storage.open(document.storage_name)


def _forget(draft: Application, kind: DocumentKind) -> None:
    for old in draft.documents.filter(kind=kind):
        old.delete()
        transaction.on_commit(partial(default_storage.delete, old.storage_name))
