"""«Сменить роль» (R51): the active role decides menu, lists and rights."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from oqu.core import clock
from oqu.core.acting import Actor, acting
from staff import selectors, services, sessions


@require_http_methods(["GET", "HEAD", "POST"])
def switch_role(request: HttpRequest) -> HttpResponse:
    """Cards of the roles a person has; a press chooses one and gives the session a new key."""
    with acting(Actor.parent(request.user.pk), read_only=True):
        memberships = selectors.memberships_of(request.user.pk, on=clock.today())
    if request.method == "POST":
        role = request.POST.get("role", "")
        allowed = {"parent", *(str(membership.pk) for membership in memberships)}
        if request.user.is_ministry:
            allowed.add("ministry")
        if role not in allowed:
            raise services.NoSuchRole
        request.session.cycle_key()
        request.session[sessions.ROLE] = role
        return redirect("home")
    return render(
        request,
        "staff/switch_role.html",
        {"memberships": memberships, "current": request.session.get(sessions.ROLE, "parent")},
    )
