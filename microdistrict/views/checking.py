"""What does not fit in my microdistrict, with what can be done about it."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from microdistrict import selectors
from microdistrict.views.territory import undoing
from oqu.core import clock
from staff.permissions import Action, check_may, may

STREETS_SHOWN = 30


@require_safe
def check(request: HttpRequest) -> HttpResponse:
    check_may(request.actor, Action.SEE_MICRODISTRICT)
    school_id, today = request.actor.school_id, clock.today()
    unserved = selectors.streets_without_school(request.membership.school.settlement_kato, today)
    page = Paginator(unserved, STREETS_SHOWN).get_page(request.GET.get("page"))
    context = {
        "faults": selectors.faults_of(school_id, today),
        "page": page,
        "previous": f"?page={page.previous_page_number()}" if page.has_previous() else "",
        "following": f"?page={page.next_page_number()}" if page.has_next() else "",
        "checked": selectors.territory_check(school_id),
        "may_change": may(request.actor, Action.CHANGE_MICRODISTRICT),
    }
    return render(request, "microdistrict/check.html", context | undoing(request))
