"""Papers of children: only through these views, only for those who see the application (R172)."""

from typing import IO
from uuid import UUID

from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from admissions import selectors, services
from admissions.models import Document
from oqu.audit.services import note_read
from staff.permissions import Action, check_may

# A picture or a PDF is shown and nothing in it may act. The browser's own PDF reader does not open in a
# sandbox, and what it shows was rebuilt without scripts.
_SHOWN = {
    "image/jpeg": "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'",
    "application/pdf": "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'",
}
_SAVED = "sandbox; default-src 'none'"


@require_safe
def document(request: HttpRequest, uuid: UUID) -> FileResponse:
    """For the family and for the school alike; `?inline=1` shows it, otherwise it is saved."""
    check_may(request.actor, Action.READ_PAPERS)
    found = _seen(request, uuid)
    note_read(found, by=request.actor)
    return send_file(
        services.open_document(found),
        name=_name(found),
        content_type=found.content_type,
        inline=request.GET.get("inline") == "1",
    )


@require_safe
def document_page(request: HttpRequest, uuid: UUID) -> FileResponse:
    """The first page as a picture: what a page of the portal shows instead of the file itself."""
    check_may(request.actor, Action.READ_PAPERS)
    found = _seen(request, uuid)
    note_read(found, by=request.actor)
    return send_file(services.open_page(found), name=f"{uuid}.jpg", content_type="image/jpeg", inline=True)


def send_file(content: IO[bytes], *, name: str, content_type: str, inline: bool) -> FileResponse:
    """The type is the stored one, never guessed from the name; nobody between may keep a copy."""
    response = FileResponse(content, as_attachment=not inline, filename=name, content_type=content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = _SHOWN[content_type] if inline else _SAVED
    response["Cache-Control"] = "private, no-store"
    return response


def _seen(request: HttpRequest, uuid: UUID) -> Document:
    visible = selectors.readable_by(request.actor)
    return get_object_or_404(Document, uuid=uuid, application__in=visible)


def _name(document: Document) -> str:
    """The family's own name of the file with the ending of what is stored: a PNG is kept as a JPEG."""
    extension = "pdf" if document.content_type == "application/pdf" else "jpg"
    stem = document.file_name.rpartition(".")[0] or document.file_name
    return f"{stem}.{extension}"
