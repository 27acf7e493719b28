"""«Мои заявления»: a card for each child, drafts with what is left to fill."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from admissions import selectors, services
from admissions.models import Application
from admissions.season import Season
from admissions.views.family import steps, telling
from admissions.views.family.reading import own_application, page
from oqu.core import clock
from staff.permissions import Action, check_may


@dataclass(frozen=True)
class Card:
    """`left` and `season` are of a draft: its steps, its dates; `is_overdue` marks a school that is late."""

    application: Application
    label: str
    left: int = 0
    url: str = ""
    is_overdue: bool = False
    season: Season | None = None


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    check_may(request.actor, Action.APPLY)
    now = clock.now()
    rows = list(selectors.visible_to(request.actor).prefetch_related("documents").order_by("-id"))
    drafts = [_draft_card(row, now=now) for row in rows if row.is_draft]
    sent = [
        Card(row, telling.label_of(row), is_overdue=row.is_overdue(now)) for row in rows if not row.is_draft
    ]
    return page(request, "admissions/family/mine.html", {"drafts": drafts, "sent": sent})


@require_http_methods(["GET", "HEAD", "POST"])
def delete_draft(request: HttpRequest, uuid: UUID) -> HttpResponse:
    draft = own_application(request, uuid)
    if not draft.is_draft:
        return redirect("admissions:application", uuid)
    if request.method == "POST":
        services.delete_draft(uuid=uuid, by=request.actor)
        messages.success(request, _("The draft is deleted."))
        return redirect("admissions:mine")
    return page(request, "admissions/family/delete_draft.html", {"draft": draft})


def _draft_card(draft: Application, *, now: dt.datetime) -> Card:
    return Card(
        draft,
        telling.label_of(draft),
        left=sum(not step.is_done for step in steps.steps_of(draft)),
        url=steps.next_step(draft).url,
        season=Season(draft.campaign, now),
    )
