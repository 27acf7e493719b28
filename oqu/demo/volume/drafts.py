"""Drafts in bulk: families, their drafts and the papers in them."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from admissions.models import Application, Campaign, Document
from admissions.states import DocumentKind, ScanState
from oqu.demo.papers import NAMES, paper
from oqu.demo.volume.families import Families
from staff.models import Person, School

KINDS = (DocumentKind.PHOTO, DocumentKind.FORM_065, DocumentKind.FORM_052)
Wish = tuple[School, str]


def make_drafts(
    families: Families, wishes: Iterable[Wish], *, campaign: Campaign, now: dt.datetime, batch: int = 2_000
) -> Iterator[list[Application]]:
    """
    A saved draft for each wish (school, language of study), batch by batch, complete with its papers.

    Called inside `acting` as the system. All families share the three files of the papers.
    """
    coming, papers = iter(wishes), [_paper(kind) for kind in KINDS]
    while wanted := list(islice(coming, batch)):
        parents = Person.objects.bulk_create(families.people(len(wanted)))
        drafts = Application.objects.bulk_create(families.drafts(parents, iter(wanted), campaign, now))
        Document.objects.bulk_create(
            Document(application=draft, uuid=families.uuid(), uploaded_at=now, scanned_at=now, **facts)
            for draft in drafts
            for facts in papers
        )
        yield drafts


def _paper(kind: DocumentKind) -> dict[str, Any]:
    content = paper(kind).read()
    is_photo = kind is DocumentKind.PHOTO
    name = f"documents/volume-{kind.value}.{'jpg' if is_photo else 'pdf'}"
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(content))
    return {
        "kind": kind,
        "file_name": NAMES[kind],
        "content_type": "image/jpeg" if is_photo else "application/pdf",
        "storage_name": name,
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "scan_state": ScanState.CLEAN,
        "scanner": "drawn by the portal itself",
    }
