"""The family's papers: taken in, looked at, handed out."""

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

from admissions.errors import (
    FileBroken,
    FileEmpty,
    FileInfected,
    FileNotChecked,
    FilesTooBigTogether,
    FileTooBig,
)
from admissions.models import Application, Document
from admissions.policies import check_may_fill
from admissions.services._drafts import locked_draft
from admissions.states import DocumentKind, ScanState
from admissions.uploads import PDF, first_page, safe_copy
from oqu.core.acting import Actor, acting
from oqu.core.errors import NotFound
from oqu.integrations.antivirus import get_antivirus
from oqu.outbox import services as outbox


def attach_document(
    *, uuid: UUID, kind: DocumentKind, upload: UploadedFile, by: Actor, now: dt.datetime
) -> Document:
    """
    Put one paper into the draft, replacing the one of its kind.

    What is kept is made anew from what came (see `admissions.uploads`), before anything is locked. It
    is handed out to nobody until `check_document` has been here.

    :raises FileEmpty | FileTooBig | FileOfAnotherType | FileBroken | FilesTooBigTogether: the draft stays as it was
    """
    check_may_fill(by)
    if not upload.size:
        raise FileEmpty
    if upload.size > settings.MAX_UPLOAD_BYTES:
        raise FileTooBig(limit=settings.MAX_UPLOAD_BYTES // 2**20)
    content, content_type = safe_copy(upload.read())
    with acting(by):
        draft = locked_draft(uuid)
        others = draft.documents.exclude(kind=kind)
        if sum(others.values_list("size", flat=True)) + len(content) > settings.MAX_STORED_BYTES:
            raise FilesTooBigTogether(limit=settings.MAX_STORED_BYTES // 2**20)
        _forget(draft, kind)
        name = _stored(content, "pdf" if content_type == PDF else "jpg")
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
        outbox.put(
            "check_document",
            {"document_id": document.pk},
            dedupe_key=f"check_document/{document.pk}",
            now=now,
        )
    return document


def check_document(*, document_id: int, now: dt.datetime) -> None:
    """
    Have the antivirus look at a paper and draw its first page. Called inside `acting`, by the worker.

    :raises AntivirusUnavailable: the paper stays as it is, unserved
    """
    document = Document.objects.filter(pk=document_id, scan_state=ScanState.PENDING).first()
    if document is None:
        return  # replaced in the meantime, or looked at already
    with default_storage.open(document.storage_name) as stored:
        content = stored.read()
    finding = get_antivirus().scan(content)
    try:
        document.page_storage_name = _stored(first_page(content, document.content_type), "jpg")
    except FileBroken:
        document.page_storage_name = ""
    document.scan_state = ScanState.CLEAN if finding.is_clean else ScanState.INFECTED
    document.scanned_at, document.scanner = now, finding.engine[:120]
    document.save(update_fields=["scan_state", "scanned_at", "scanner", "page_storage_name"])


def remove_document(*, uuid: UUID, kind: DocumentKind, by: Actor) -> None:
    check_may_fill(by)
    with acting(by):
        draft = locked_draft(uuid)
        _forget(draft, kind)
        draft.version += 1  # whoever is sending it just now must notice
        draft.save(update_fields=["version"])


def open_document(document: Document) -> IO[bytes]:
    """
    The stored bytes; the caller has already seen the row as somebody who may.

    :raises FileNotChecked | FileInfected: nothing but a clean paper is handed out
    """
    if document.is_infected:
        raise FileInfected
    if not document.is_clean:
        raise FileNotChecked
    return default_storage.open(document.storage_name)


def open_page(document: Document) -> IO[bytes]:
    """
    The picture of the first page, a JPEG that the portal drew: shown whatever the antivirus says (D16).

    :raises NotFound: not drawn yet, or it could not be
    """
    if not document.page_storage_name:
        raise NotFound
    return default_storage.open(document.page_storage_name)


def _forget(draft: Application, kind: DocumentKind) -> None:
    for old in draft.documents.filter(kind=kind):
        old.delete()
        for name in filter(None, [old.storage_name, old.page_storage_name]):
            transaction.on_commit(partial(default_storage.delete, name))


def _stored(content: bytes, extension: str) -> str:
    return default_storage.save(f"documents/{uuid4()}.{extension}", ContentFile(content))
