"""What became of an application: its page, its notice, and taking it back."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from admissions import errors, policies, selectors, services
from admissions.deadlines import clock_of, time_left
from admissions.models import Application, IssuedDocument
from admissions.openings import openings_of
from admissions.states import LIVE, Status
from admissions.views.family import steps, telling
from admissions.views.family.reading import own_application, page, seeing
from admissions.views.files import send_file
from oqu.audit.services import note_read
from oqu.calendar.explaining import lines_of
from oqu.core import clock
from oqu.core.errors import DomainError
from staff.departments import department_of


@require_safe
def application(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = own_application(request, uuid)
    if found.is_draft:
        return redirect(steps.next_step(found).url)
    now = clock.now()
    second = selectors.second_parent(found, request.actor)
    context = {
        **dict.fromkeys(steps.changing(found), ""),
        "application": found,
        "was_just_sent": "sent" in request.GET,
        "label": telling.label_of(found),
        "next": telling.what_next(found, now=now),
        "pool": telling.pool_of(found),
        "course": telling.course_of(found),
        "time_left": time_left(found, now=now, clock=clock_of([found.school])),
        "term": lines_of(found.due_derivation),
        "department": department_of(found.school) if found.is_overdue(now) else None,
        "is_refused": found.status == Status.REFUSED,
        "address": found.registered_address,
        "tells_register": found.is_parent,
        "reason": found.get_refusal_reason_display() if found.refusal_reason else "",
        "documents": selectors.documents_of(found),
        "openings": openings_of(found),
        "notice": found.issued(IssuedDocument.Kind.NOTICE),
        "can_withdraw": policies.ask(
            policies.check_can_withdraw, found, request.actor, second=second
        ).allowed,
        "second": second,
        "parents": telling.both_parents(found, second),
        "can_apply_again": found.status not in LIVE,
    }
    return page(request, "admissions/family/application.html", context)


@require_safe
def notice(request: HttpRequest, uuid: UUID) -> HttpResponse | FileResponse:
    """The signed decision as a PDF; while the renderer is at it, back to the page, which says so."""
    found = own_application(request, uuid)
    document = found.issued(IssuedDocument.Kind.NOTICE)
    if document is None:
        messages.info(request, str(errors.DocumentNotReady()))
        return redirect("admissions:application", uuid)
    note_read(document, by=request.actor)
    return send_file(
        services.open_issued(document),
        name=f"{found.reference}.pdf",
        content_type="application/pdf",
        inline=False,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A second look before the place in the line is given up (D10)."""
    found = own_application(request, uuid)
    with seeing(request):
        second = selectors.second_parent(found, request.actor)
        others = selectors.has_second_parent(found)
    if refusal := policies.ask(policies.check_can_withdraw, found, request.actor, second=second).refusal:
        return _not_now(request, found, refusal)
    if request.method == "POST":
        seen = request.POST.get("version", "")
        try:
            services.withdraw(
                uuid=uuid,
                by=request.actor,
                now=clock.now(),
                version=int(seen) if seen.isdecimal() and len(seen) < 10 else None,
            )
        except (errors.AlreadyProcessed, errors.PageIsStale) as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request, _("Application No. %(number)s is withdrawn.") % {"number": found.number}
            )
        return redirect("admissions:application", uuid)
    context = {"application": found, "has_second_parent": others}
    return page(request, "admissions/family/withdraw.html", context)


def _not_now(request: HttpRequest, found: Application, refusal: DomainError) -> HttpResponse:
    """A draft has nothing to take back: its page leads to the step that is left."""
    if isinstance(refusal, errors.AlreadyProcessed):
        messages.error(request, str(errors.AlreadyProcessed(status=telling.label_of(found))))
    elif isinstance(refusal, errors.SentByOtherParent):
        messages.error(request, str(refusal))
    return redirect("admissions:application", found.uuid)
