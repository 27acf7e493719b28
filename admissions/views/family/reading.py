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


def own_application(request: HttpRequest, uuid: UUID) -> Application:
    """
    The application with this address, draft or sent, with its papers; 404 for anybody else's.

    :raises Forbidden: the person acts in another role now
    """
    check_may(request.actor, Action.APPLY)
    with seeing(request):
        rows = selectors.visible_to(request.actor).prefetch_related("documents", "issued_documents")
        return get_object_or_404(rows, uuid=uuid)


def page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page whose shell can count what waits for the person, also as the answer to a refused POST."""
    with seeing(request):
        return render(request, template, context, status=status)


def onward(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """After a step is saved: to the first that is not filled, so a change leads straight back to the check."""
    return redirect(next_step(own_application(request, uuid)).url)
