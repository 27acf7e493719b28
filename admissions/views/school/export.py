"""The list as a spreadsheet: asked for with a press, made in the background, its progress on a page of its own."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from admissions import services
from admissions.models import ListExport
from admissions.views.files import send_file
from oqu.audit.services import note_read
from oqu.core import clock
from oqu.core.pace import TooFast, keep_pace
from staff.permissions import Action, check_may

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AT_MOST, WITHIN = 10, dt.timedelta(hours=1)


@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """What the address of the list shows, as a file. Too many in an hour are refused on the list itself."""
    check_may(request.actor, Action.SEE_APPLICATIONS)
    view = request.POST.get("view", "")
    try:
        keep_pace("export", f"person/{request.actor.person_id}", times=AT_MOST, within=WITHIN)
    except TooFast as refusal:
        messages.warning(request, str(refusal))
        path = reverse("admissions:processed" if view == "processed" else "admissions:unprocessed")
        return redirect(f"{path}?{request.GET.urlencode()}")
    export = services.ask_for_list(view=view, asked=request.GET.dict(), by=request.actor, now=clock.now())
    return redirect("admissions:export", export.uuid)


@require_safe
def export(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """How far it is, and the file when it is there. Without scripts «Проверить» is this same address."""
    return render(
        request, "admissions/school/export.html", _context(services.export_for(uuid, by=request.actor))
    )


@require_safe
def export_state(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What the page asks every second."""
    found = services.export_for(uuid, by=request.actor)
    if found.state != ListExport.State.WAITING:
        return HttpResponseClientRedirect(reverse("admissions:export", args=[uuid]))
    return render(request, "admissions/school/export.html#progress", _context(found))


@require_safe
def download(request: HttpRequest, uuid: UUID) -> FileResponse:
    """:raises NotFound | ExportGone:"""
    found = services.export_for(uuid, by=request.actor)
    file = services.open_export(found, now=clock.now())
    note_read(found, by=request.actor)
    name = f"oqu-{found.view}-{found.asked_at.astimezone(clock.ALMATY):%Y-%m-%d-%H%M}.xlsx"
    return send_file(file, name=name, content_type=XLSX, inline=False)


def _context(found: ListExport) -> dict[str, Any]:
    path = reverse("admissions:processed" if found.view == "processed" else "admissions:unprocessed")
    return {
        "export": found,
        "done": services.progress_of(found),
        "can_be_opened": found.can_be_opened(clock.now()),
        "back": f"{path}?view={found.view}",
    }
