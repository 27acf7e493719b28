"""`/`: the public home, or the active role's own start page."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from admissions import selectors
from oqu.core import clock
from staff.states import Role

_START = {
    Role.EXECUTOR: "admissions:unprocessed",
    Role.DIRECTOR: "admissions:unprocessed",
    Role.OSO_STAFF: "limits:list",
}


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    if actor.scope == "school":
        return redirect(_START[actor.role])
    if actor.scope == "ministry":
        return redirect("admin:index")
    if actor.scope == "parent":
        return redirect("admissions:mine")
    return render(request, "admissions/home.html", {"campaign": selectors.announced(now=clock.now())})
