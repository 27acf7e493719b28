"""«Микроучасток»: the addresses of my school, street by street (R82-R84), and who changed them when."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from microdistrict import selectors
from microdistrict.folding import fold_query
from microdistrict.services import UNDO
from oqu.core import clock
from staff.permissions import Action, check_may, may

STREETS_SHOWN = 20


@require_safe
def territory(request: HttpRequest) -> HttpResponse:
    check_may(request.actor, Action.SEE_MICRODISTRICT)
    school_id, today = request.actor.school_id, clock.today()
    words = request.GET.get("q", "")[:100].strip()
    streets = selectors.territory_streets(school_id, today, words=fold_query(words))
    page = Paginator(streets, STREETS_SHOWN).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "previous": _address(words, page.previous_page_number()) if page.has_previous() else "",
        "following": _address(words, page.next_page_number()) if page.has_next() else "",
        "streets": selectors.street_views(list(page.object_list), school_id, today),
        "words": words,
        "address_count": selectors.address_count(school_id, today),
        "check": selectors.territory_check(school_id),
        "last": selectors.last_change(school_id),
        "refresh": selectors.last_refresh(request.membership.school.settlement_kato),
        "may_change": may(request.actor, Action.CHANGE_MICRODISTRICT),
    }
    return render(request, "microdistrict/territory.html", context | undoing(request))


def _address(words: str, number: int) -> str:
    asked = {"q": words, "page": number} if words else {"page": number}
    return f"?{urlencode(asked)}"


@require_safe
def history(request: HttpRequest) -> HttpResponse:
    check_may(request.actor, Action.SEE_MICRODISTRICT)
    context = {"events": selectors.history_of(request.actor.school_id)}
    return render(request, "microdistrict/history.html", context)


def undoing(request: HttpRequest) -> dict[str, Any]:
    """What this person has just detached, for «Вернуть»."""
    since = clock.now() - UNDO
    return {
        "detached": selectors.just_detached(request.actor.school_id, request.actor.person_id, since=since)
    }
