"""«Лимиты классов»: the seats of each parallel of my school (R56, R64-R69)."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from limits import selectors
from limits.forms import ListForm
from limits.years import name_of
from oqu.core import clock
from staff.permissions import Action, check_may, may
from staff.states import StudyLanguage

PAGE_SIZE = 20


@require_safe
def limits(request: HttpRequest) -> HttpResponse:
    check_may(request.actor, Action.SEE_LIMITS)
    school_id, today = request.actor.school_id, clock.today()
    form = ListForm(request.GET)
    asked = form.asked()
    everything = selectors.matching(school_id, on=today)
    found = selectors.matching(school_id, on=today, **asked) if any(asked.values()) else everything
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    default = selectors.default_year(on=today)
    of_this_year = [row for row in everything if row.limit.school_year_id == default]
    context = {
        "rows": page.object_list,
        "is_empty": not everything,
        "page": page,
        "previous": _address(asked, page.previous_page_number()) if page.has_previous() else "",
        "following": _address(asked, page.next_page_number()) if page.has_next() else "",
        "asked": asked,
        "chips": _chips(asked),
        "years": sorted({row.limit.school_year_id: row.year for row in everything}.items(), reverse=True),
        "languages": StudyLanguage.choices,
        "this_year": name_of(default) if default else "",
        "totals": selectors.totals_of(of_this_year) if of_this_year else None,
        "may_change": may(request.actor, Action.CHANGE_LIMITS),
        "offers": selectors.open_offer_count(school_id, on=today),
    }
    return render(request, "limits/list.html", context)


def _chips(asked: dict) -> list[tuple[str, str]]:
    """What was chosen, each with the address of the list without it."""
    words = {
        "words": f"«{asked['words']}»",
        "year": name_of(asked["year"]) if asked["year"] else "",
        "language": dict(StudyLanguage.choices).get(asked["language"], ""),
    }
    return [(str(words[name]), _address(asked | {name: ""})) for name in words if asked[name]]


def _address(asked: dict, page: int = 1) -> str:
    told = {"q": asked["words"], "year": asked["year"], "language": asked["language"]}
    told |= {"page": page} if page > 1 else {}
    return "?" + urlencode({name: value for name, value in told.items() if value})
