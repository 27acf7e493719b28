"""«Сменить роль» (R51): the active role decides menu, lists and rights."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from oqu.core import clock
from oqu.core.acting import Actor, acting
from oqu.core.errors import DomainError
from staff import selectors, services, sessions
from staff.models import Membership
from staff.sign_in_methods import refusal_of_ministry, refusal_of_school


@dataclass(frozen=True)
class RoleCard:
    """
    `value` is what the session remembers; `place` is the school's name, "" for a parent; `refusal` says why
    the cabinet does not open to who signed in this way.
    """

    value: str
    title: str
    place: str
    is_current: bool
    refusal: str


@require_http_methods(["GET", "HEAD", "POST"])
def switch_role(request: HttpRequest) -> HttpResponse:
    """Cards of the roles a person has; a press chooses one and gives the session a new key."""
    with acting(Actor.parent(request.user.pk), read_only=True):
        memberships = selectors.memberships_of(request.user.pk, on=clock.today())
    refusals = _refusals(request, memberships)
    if request.method == "POST":
        role = request.POST.get("role", "")
        if role not in refusals:
            raise services.NoSuchRole
        if refusal := refusals[role]:
            raise refusal
        request.session.cycle_key()
        sessions.take_role(request.session, request.user.pk, role, now=clock.now())
        return redirect(request.session.pop(sessions.NEXT_PATH, "") or "home")
    return render(request, "staff/switch_role.html", {"roles": _cards(request, memberships, refusals)})


def _refusals(request: HttpRequest, memberships: list[Membership]) -> dict[str, DomainError | None]:
    """The roles of the person and what shuts each; everybody may act as a parent."""
    how = sessions.signed_in_by(request.session)
    found = {str(each.pk): refusal_of_school(each, how) for each in memberships}
    if request.user.is_ministry:
        found["ministry"] = refusal_of_ministry(how)
    return {**found, "parent": None}


def _cards(
    request: HttpRequest, memberships: list[Membership], refusals: dict[str, DomainError | None]
) -> list[RoleCard]:
    """Schools first, in the order of their codes."""
    current = request.session.get(sessions.ROLE, "parent")
    found = [(str(each.pk), str(each.get_role_display()), each.school.name) for each in memberships]
    if request.user.is_ministry:
        found.append(("ministry", _("Ministry"), _("Ministry of Enlightenment")))
    found.append(("parent", _("Parent"), ""))
    return [
        RoleCard(value, title, place, value == current, str(refusals[value] or ""))
        for value, title, place in found
    ]
