"""`/`: the public home, or the active role's own start page; and the door for who comes from egov.kz."""

import datetime as dt

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from admissions import selectors
from admissions.models import Campaign
from oqu.core import clock
from staff.permissions import Action, may


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    if actor.scope == "school":
        return redirect("admissions:start")
    if actor.scope == "ministry":
        return redirect("admin:index")
    if actor.scope == "parent":
        return redirect("admissions:mine")
    return render(request, "admissions/home.html", _season(clock.now()))


@require_safe
def from_egov(request: HttpRequest) -> HttpResponse:
    """The service's address on egov.kz leads here (R12): a family begins an application, a school sees its queue."""
    if request.actor.scope == "parent":
        return redirect("admissions:draft-start")
    if may(request.actor, Action.SEE_APPLICATIONS):
        return redirect("admissions:unprocessed")
    return redirect("home")


def _season(now: dt.datetime) -> dict[str, object]:
    """Where we are in the year: before the opening, open, closed, or nothing announced yet."""
    campaign = selectors.announced(now=now) or Campaign.objects.order_by("-closes_at").first()
    if campaign is None:
        return {"phase": "none"}
    phase = "after" if campaign.has_closed(now) else "open" if campaign.has_opened(now) else "before"
    opens_on = campaign.opens_at.astimezone(clock.ALMATY).date()
    days_left = (opens_on - now.astimezone(clock.ALMATY).date()).days
    return {"phase": phase, "campaign": campaign, "days_left": days_left}
