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
from admissions.states import LIVE
from admissions.views.family import steps, telling
from admissions.views.family.reading import own_application, page, sent
from oqu.core import clock
from staff.permissions import Action, check_may


@dataclass(frozen=True)
class Card:
    """
    `left`, `season` and `live` are of a draft: its steps, its dates, what is sent for its child already;
    `is_overdue` marks a school that is late.
    """

    application: Application
    label: str
    left: int = 0
    url: str = ""
    live: Application | None = None
    is_overdue: bool = False
    season: Season | None = None


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    check_may(request.actor, Action.APPLY)
    now = clock.now()
    rows = list(selectors.visible_to(request.actor).prefetch_related("documents", "joinings").order_by("-id"))
    live = {row.child_iin_index: row for row in rows if row.status in LIVE}
    drafts = [_draft_card(row, live.get(row.child_iin_index), now=now) for row in rows if row.is_draft]
    sent = [
        Card(row, telling.label_of(row), is_overdue=row.is_overdue(now)) for row in rows if not row.is_draft
    ]
    context = {
        "drafts": [card for card in drafts if not _has_joined(card)],
        "sent": sent,
        "person_id": request.actor.person_id,
    }
    return page(request, "admissions/family/mine.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def delete_draft(request: HttpRequest, uuid: UUID, filling: Action = Action.APPLY) -> HttpResponse:
    draft = own_application(request, uuid, filling)
    if not draft.is_draft:
        return sent(draft, filling)
    if request.method == "POST":
        services.delete_draft(uuid=uuid, by=request.actor)
        messages.success(request, _("The draft is deleted."))
        return redirect(steps.home_of(draft))
    context = {"draft": draft, "url": steps.url_of("delete", draft), "home": steps.home_of(draft)}
    return page(request, "admissions/family/delete_draft.html", context)


def _has_joined(card: Card) -> bool:
    """Then the draft rests, until what it joined ends without a place (D9)."""
    joinings = card.application.joinings.all()
    return card.live is not None and any(each.application_id == card.live.pk for each in joinings)


def _draft_card(draft: Application, live: Application | None, *, now: dt.datetime) -> Card:
    return Card(
        draft,
        telling.label_of(draft),
        live=live,
        left=sum(not step.is_done for step in steps.steps_of(draft)),
        url=steps.next_step(draft).url,
        season=Season(draft.campaign, now),
    )
