"""The card of an application: everything the school knows and what may be done with it now (R109-R120)."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from admissions import line, policies, selectors
from admissions.deadlines import clock_of, time_left
from admissions.forms.school import AcceptForm
from admissions.models import Application, Document, IssuedDocument
from admissions.states import DocumentKind
from admissions.views.school import finding
from admissions.views.school.history import history_of
from limits.policies import Seats
from oqu.audit.services import note_read
from oqu.calendar.explaining import lines_of
from oqu.core import clock
from oqu.core.acting import Actor
from staff.selectors import consent_withdrawn_at
from staff.states import ConsentState

# What the population register calls the parent's paper.
_PAPERS = {"identity_card": gettext_lazy("Identity card"), "passport": gettext_lazy("Passport")}


@dataclass(frozen=True)
class Effect:
    """What an acceptance does to the seats of the application's part of the parallel."""

    taken: int
    after: int
    limit: int

    @property
    def is_over(self) -> bool:
        return self.after > self.limit


@dataclass(frozen=True)
class Paper:
    kind: DocumentKind
    document: Document | None


@require_safe
def card(request: HttpRequest, uuid: UUID) -> HttpResponse:
    application = finding.shown(request.actor, uuid)
    form = AcceptForm(application=application)
    return render(request, "admissions/school/card.html", context_of(application, request.actor, form))


def context_of(application: Application, actor: Actor, form: AcceptForm) -> dict[str, Any]:
    """Called inside `acting`; the reading is noted. The buttons ask the same function that will decide (D8)."""
    note_read(application, by=actor)
    now = clock.now()
    explanation = policies.explain(application, actor)
    return {
        "application": application,
        "form": form,
        "explanation": explanation,
        "holder": line.holder_of(explanation.blocking) if explanation.blocking else None,
        "time_left": time_left(application, now=now, clock=clock_of([application.school])),
        "term": lines_of(application.due_derivation),
        "document_of_parent": _paper_of_parent(application),
        "asks_for_transport": policies.asks_for_transport(application),
        "effect": _effect(application, explanation.seats),
        "consent_withdrawn_at": withdrawn_at(application),
        "papers": (papers := _papers(application)),
        "unchecked_papers": [each for each in papers if each.document and not each.document.is_clean],
        "history": history_of(application),
        "last_return": next(iter(selectors.reworks_of(application)), None)
        if application.is_on_review
        else None,
        "is_being_prepared": application.is_on_signing and explanation.decision_document is None,
        "notice_document": application.issued(IssuedDocument.Kind.NOTICE),
        "sign_words": _sign_words(application),
        "next_application": None if application.is_on_review else selectors.next_to_decide(actor),
    }


def withdrawn_at(application: Application) -> dt.datetime | None:
    """When the parent of an application that is not over took back the consent (D16)."""
    if application.is_final:
        return None
    consent = application.consent
    if consent and consent.state == ConsentState.REVOKED:
        return consent.answered_at
    return consent_withdrawn_at(application.applicant_id)


def _paper_of_parent(application: Application) -> str:
    kind, _space, number = application.applicant_document.partition(" ")
    return " ".join(filter(None, [str(_PAPERS.get(kind, kind)), number]))


def _effect(application: Application, seats: Seats | None) -> Effect | None:
    if seats is None or seats.total is None or not application.is_on_review:
        return None
    taken = seats.used_of(application.zone)
    return Effect(taken, taken + 1, seats.quota_of(application.zone))


def _papers(application: Application) -> list[Paper]:
    """The required ones, missing or not, and whatever else was given (R118, R177)."""
    given = {document.kind: document for document in selectors.documents_of(application)}
    required = selectors.required_kinds(application)
    return [Paper(kind, given.get(kind)) for kind in DocumentKind if kind in given or kind in required]


def _sign_words(application: Application) -> str:
    return _("Sign the acceptance") if application.is_acceptance else _("Sign the refusal")
