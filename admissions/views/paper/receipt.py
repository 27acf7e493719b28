"""The paper is registered: its number, moment and term, and the receipt for the applicant."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from admissions.models import IssuedDocument
from admissions.views.family import steps
from admissions.views.family.reading import own_application, page
from oqu.calendar.explaining import lines_of
from staff.permissions import Action


@require_safe
def receipt(request: HttpRequest, uuid: UUID) -> HttpResponse:
    application = own_application(request, uuid, Action.REGISTER_PAPER)
    if application.is_draft:
        return redirect(steps.next_step(application).url)
    context = {
        "application": application,
        "receipt": application.issued(IssuedDocument.Kind.RECEIPT),
        "term": lines_of(application.due_derivation),
    }
    return page(request, "admissions/paper/receipt.html", context)
