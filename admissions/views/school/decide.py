"""«Принять» and «Отказать» (R121-R125): read the press, call one service, say what became of it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from admissions import policies, selectors, services
from admissions.errors import TransportAnswerRequired
from admissions.forms.school import AcceptForm, RefuseForm
from admissions.models import Application
from admissions.states import Decision, RefusalReason, Transport
from admissions.views.school import finding
from admissions.views.school.card import context_of, withdrawn_at
from admissions.views.school.outcome import REFUSED, already_over, not_possible, put_into, renew, tell
from limits.services import OutsideSeatsTaken, SeatsTaken
from oqu.core import clock
from oqu.core.acting import acting
from oqu.core.errors import DomainError
from staff.permissions import Action


@require_POST
def accept(request: HttpRequest, uuid: UUID) -> HttpResponse:
    application = finding.acted_upon(request.actor, uuid, Action.DECIDE)
    form = AcceptForm(request.POST, application=application)
    if form.is_valid():
        answer = form.cleaned_data.get("transport")
        try:
            services.accept(
                uuid=uuid,
                by=request.actor,
                now=clock.now(),
                transport=Transport(answer) if answer else None,
                version=form.cleaned_data["version"],
            )
        except DomainError as refusal:
            if over := already_over(request, uuid, refusal, form=form, wanted=Decision.ACCEPT):
                return over
            put_into(
                form, refusal, field="transport" if isinstance(refusal, TransportAnswerRequired) else None
            )
        else:
            tell(
                request,
                _("Application No. %(number)s: the acceptance waits for the director's signature."),
                application,
            )
            return _next_or_card(request, uuid)
    return _card_again(request, uuid, form)


@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: HttpRequest, uuid: UUID) -> HttpResponse:
    application = finding.acted_upon(request.actor, uuid, Action.DECIDE)
    if request.method != "POST":
        return _refuse_form(request, application)
    form = RefuseForm(request.POST, application=application)
    if form.is_valid() and "preview" in request.POST:
        as_typed = RefuseForm(application=application, initial=form.cleaned_data)
        return _refuse_page(request, application, as_typed)
    if form.is_valid():
        try:
            services.refuse(
                uuid=uuid,
                reason=form.cleaned_data["reason"],
                explanation=form.cleaned_data["explanation"],
                by=request.actor,
                now=clock.now(),
                version=form.cleaned_data["version"],
            )
        except DomainError as refusal:
            if over := already_over(request, uuid, refusal, form=form, wanted=Decision.REFUSE):
                return over
            put_into(form, refusal)
        else:
            tell(
                request,
                _("Application No. %(number)s: the refusal waits for the director's signature."),
                application,
            )
            return _next_or_card(request, uuid)
    renew(form, finding.acted_upon(request.actor, uuid, Action.DECIDE))
    return _refuse_page(request, application, form, status=REFUSED)


def _next_or_card(request: HttpRequest, uuid: UUID) -> HttpResponse:
    if request.POST.get("then") != "next":
        return redirect("admissions:card", uuid)
    with acting(request.actor, read_only=True):
        following = selectors.next_to_decide(request.actor)
    return redirect("admissions:card", following.uuid) if following else redirect("admissions:unprocessed")


def _card_again(request: HttpRequest, uuid: UUID, form: AcceptForm) -> HttpResponse:
    """The card as it is now, with the refusal above it and the answer that was chosen."""
    with acting(request.actor, read_only=True):
        application = finding.shown(request.actor, uuid)
        renew(form, application)
        context = context_of(application, request.actor, form)
        return render(request, "admissions/school/card.html", context, status=REFUSED)


def _refuse_form(request: HttpRequest, application: Application) -> HttpResponse:
    """No seat for a child from outside: the seventh reason is proposed, not forced (R169)."""
    explanation = policies.explain(application, request.actor)
    if explanation.refuse.refusal:
        return not_possible(request, application, explanation.refuse.refusal)
    is_full = isinstance(explanation.seat.refusal, SeatsTaken | OutsideSeatsTaken)
    initial = {
        "version": request.GET.get("version", application.version),
        "reason": RefusalReason.CLASSES_FULL if is_full else "",
    }
    return _refuse_page(request, application, RefuseForm(application=application, initial=initial))


def _refuse_page(
    request: HttpRequest, application: Application, form: RefuseForm, *, status: int = 200
) -> HttpResponse:
    with acting(request.actor, read_only=True):
        seats = policies.explain(application, request.actor).seats
        free = seats.free_of(application.zone) if seats else 0
        context: dict[str, Any] = {
            "application": application,
            "form": form,
            "free": free,
            "consent_withdrawn_at": withdrawn_at(application),
        }
        return render(request, "admissions/school/refuse.html", context, status=status)
