"""`/`: the public home, or the active role's own start page; and the door for who comes from egov.kz."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from admissions import selectors
from admissions.models import Campaign
from admissions.season import Season
from microdistrict.selectors import titles_of
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
    return render(request, "admissions/home.html", _season())


@require_safe
def from_egov(request: HttpRequest) -> HttpResponse:
    """The service's address on egov.kz leads here (R12): a family begins an application, a school sees its queue."""
    if request.actor.scope == "parent":
        return redirect("admissions:draft-start")
    if may(request.actor, Action.SEE_APPLICATIONS):
        return redirect("admissions:unprocessed")
    return redirect("home")


def _season() -> dict[str, object]:
    """The dates of the country, or where each region has its own, those of the first; and whoever has others."""
    now = clock.now()
    campaigns = selectors.announced(now=now)
    shown = campaigns[0] if campaigns else Campaign.objects.order_by("-closes_at").first()
    if shown is None:
        return {"season": None}
    regions = [row for row in campaigns if row.region_kato] if len(campaigns) > 1 else []
    titles = titles_of([row.region_kato for row in regions])
    return {
        "season": Season(shown, now),
        "regions": [(titles.get(row.region_kato, row.region_kato), row) for row in regions],
    }
