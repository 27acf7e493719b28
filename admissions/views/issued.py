"""Papers the portal issued: the application as it arrived, the decision, the notice."""

import io
from uuid import UUID

from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from admissions import selectors, services
from admissions.errors import DocumentNotReady
from admissions.models import Application, IssuedDocument
from admissions.views.files import send_file
from admissions.views.school import finding
from oqu.audit.services import note_read
from oqu.core.acting import Actor
from oqu.core.errors import NotFound
from staff.permissions import Action, check_may

Kind = IssuedDocument.Kind


@require_safe
def application(request: HttpRequest, uuid: UUID) -> FileResponse:
    """«Скачать заявление», in any status, for the family and for the school (R119)."""
    check_may(request.actor, Action.READ_PAPERS)
    found = get_object_or_404(selectors.visible_to(request.actor).exclude(number=None), uuid=uuid)
    return _sent(found, Kind.APPLICATION, request.actor)


@require_safe
def decision(request: HttpRequest, uuid: UUID) -> FileResponse:
    """The decision of the present round, byte for byte what is or was signed."""
    return _sent(finding.shown(request.actor, uuid), Kind.DECISION, request.actor)


@require_safe
def notice(request: HttpRequest, uuid: UUID) -> FileResponse:
    """«Скачать уведомление», for the school: what the family gets, a marked draft before the signature (R120, R171)."""
    found = finding.shown(request.actor, uuid)
    if not found.is_on_signing:
        return _sent(found, Kind.NOTICE, request.actor)
    note_read(found, by=request.actor)
    draft = io.BytesIO(services.draft_notice(found))
    return send_file(draft, name=f"{found.reference}-draft.pdf", content_type="application/pdf", inline=True)


@require_safe
def receipt(request: HttpRequest, uuid: UUID) -> FileResponse:
    """«Расписка» for an application on paper, whichever clerk prints it."""
    found = finding.shown(request.actor, uuid)
    if not found.is_on_paper:
        raise NotFound
    return _sent(found, Kind.RECEIPT, request.actor)


def _sent(found: Application, kind: Kind, actor: Actor) -> FileResponse:
    document = found.issued(kind)
    if document is None:
        raise DocumentNotReady
    note_read(document, by=actor)
    name = f"{found.reference}-{kind.value}.pdf"
    return send_file(services.open_issued(document), name=name, content_type="application/pdf", inline=True)
