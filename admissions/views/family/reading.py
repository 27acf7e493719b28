"""How the family's views read: as the person who asks, on GET and on POST alike."""

from contextlib import AbstractContextManager, nullcontext
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from admissions import selectors
from admissions.models import Application
from admissions.views.family.steps import next_step
from oqu.core.acting import acting
from staff.middleware import SAFE
from staff.permissions import Action, check_may


def seeing(request: HttpRequest) -> AbstractContextManager[object]:
    """A transaction to read in: GET has one already, POST has none."""
    return nullcontext() if request.method in SAFE else acting(request.actor, read_only=True)


def own_application(request: HttpRequest, uuid: UUID, filling: Action = Action.APPLY) -> Application:
    """
    The application with this address, draft or sent, with its papers; 404 for anybody else's.

    :param filling: what the address is for: a parent's own application, or one that a clerk copies from paper
    :raises Forbidden: the person acts in another role now
    """
    check_may(request.actor, filling)
    with seeing(request):
        rows = selectors.filled_by(request.actor).prefetch_related("documents", "issued_documents")
        return get_object_or_404(rows, uuid=uuid)


def page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page whose shell can count what waits for the person, also as the answer to a refused POST."""
    with seeing(request):
        return render(request, template, context, status=status)


def outside(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """The same for a view that manages its own transactions, because it asks a register first."""
    with acting(request.actor, read_only=True):
        return render(request, template, context, status=status)


def onward(request: HttpRequest, draft: Application, filling: Action) -> HttpResponse:
    """After a step is saved: to the first that is not filled, so a change leads straight back to the check."""
    return redirect(next_step(own_application(request, draft.uuid, filling)).url)


def sent(application: Application, filling: Action) -> HttpResponse:
    """From a step to what became of the application."""
    name = "application" if filling == Action.APPLY else "paper-receipt"
    return redirect(f"admissions:{name}", application.uuid)
