"""«Лимиты классов»: the seats of each parallel of my school (R56, R65, R66)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from limits import selectors
from staff.permissions import Action, check_may


@require_safe
def limits(request: HttpRequest) -> HttpResponse:
    check_may(request.actor, Action.SEE_LIMITS)
    return render(request, "limits/list.html", {"limits": selectors.limits_of(request.actor.school_id)})
