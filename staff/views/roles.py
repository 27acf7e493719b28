"""«Сменить роль» (R51): the active role decides menu, lists and rights."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from oqu.core import clock
from oqu.core.acting import Actor, acting
from staff import selectors, services, sessions
from staff.models import Membership


@dataclass(frozen=True)
class RoleCard:
    """`value` is what the session remembers; `place` is the school's name, "" for a parent."""

    value: str
    title: str
    place: str
    is_current: bool


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
    return render(request, "staff/switch_role.html", {"roles": _cards(request, memberships)})


def _cards(request: HttpRequest, memberships: list[Membership]) -> list[RoleCard]:
    """Schools first, in the order of their codes; everybody may act as a parent."""
    current = request.session.get(sessions.ROLE, "parent")
    found = [(str(each.pk), str(each.get_role_display()), each.school.name) for each in memberships]
    if request.user.is_ministry:
        found.append(("ministry", _("Ministry"), _("Ministry of Enlightenment")))
    found.append(("parent", _("Parent"), ""))
    return [RoleCard(value, title, place, is_current=value == current) for value, title, place in found]
