"""«Микроучасток»: the addresses of my school (R82-R84)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from microdistrict import selectors
from oqu.core import clock
from staff.permissions import Action, check_may


@require_safe
def territory(request: HttpRequest) -> HttpResponse:
    check_may(request.actor, Action.SEE_MICRODISTRICT)
    streets = selectors.streets_of(request.actor.school_id, clock.today())
    context = {"streets": streets, "address_count": sum(each.address_count for each in streets)}
    return render(request, "microdistrict/territory.html", context)
