"""«Добавить адрес»: a street of my settlement, then its houses (R85-R89)."""

from collections.abc import Collection

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from microdistrict import selectors, services
from microdistrict.forms import AttachForm
from microdistrict.picking import pick
from microdistrict.views.territory import undoing
from oqu.core import clock
from oqu.core.acting import acting
from oqu.core.errors import DomainError, NotFound
from staff.permissions import Action, check_may

FOUND = 10


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """GET: search. POST: attach the marked streets as a whole."""
    check_may(request.actor, Action.CHANGE_MICRODISTRICT)
    if request.method != "POST":
        return _search_page(request, request.GET.get("q", ""))
    chosen, shared = ids_of(request, "street"), bool(request.POST.get("shared"))
    try:
        added = services.attach_addresses(
            school_id=request.actor.school_id,
            street_ids=chosen,
            by=request.actor,
            now=clock.now(),
            shared=shared,
        )
    except DomainError as refusal:
        with acting(request.actor, read_only=True):
            return _search_page(request, request.POST.get("q", ""), refusal=refusal, chosen=chosen)
    _tell(request, added)
    return redirect("microdistrict:list")


@require_http_methods(["GET", "HEAD", "POST"])
def street(request: HttpRequest, register_id: str) -> HttpResponse:
    """GET: the houses, some of them picked. POST: attach the marked ones, or the whole street."""
    check_may(request.actor, Action.CHANGE_MICRODISTRICT)
    if request.method != "POST":
        return _street_page(request, register_id, AttachForm(initial={"starts_on": clock.today()}))
    form, chosen = AttachForm(request.POST), ids_of(request, "house")
    refusal = None
    if form.is_valid():
        with acting(request.actor, read_only=True):
            found = _street(request, register_id)
        try:
            added = services.attach_addresses(
                school_id=request.actor.school_id,
                street_ids=[found.pk] if "whole" in request.POST else [],
                building_ids=[] if "whole" in request.POST else chosen,
                by=request.actor,
                now=clock.now(),
                starts_on=form.cleaned_data["starts_on"],
                shared=form.cleaned_data["shared"],
            )
        except services.StartsInThePast as past:
            form.add_error("starts_on", str(past))
        except DomainError as other:
            refusal = other
        else:
            _tell(request, added)
            return redirect("microdistrict:street", register_id)
    with acting(request.actor, read_only=True):
        return _street_page(request, register_id, form, refusal=refusal, chosen=chosen)


def _search_page(
    request: HttpRequest, words: str, *, refusal: DomainError | None = None, chosen: Collection[int] = ()
) -> HttpResponse:
    school_id, today = request.actor.school_id, clock.today()
    kato = request.membership.school.settlement_kato
    town = selectors.settlement(kato)
    found = selectors.find_streets(kato, words[:200], limit=FOUND)
    streets = [*found.matches, *found.guesses]
    context = {
        "words": words,
        "streets": selectors.street_views(streets, school_id, today),
        "is_guess": bool(found.guesses),
        "town": town.full_title if town else "",
        "refusal": refusal,
        "is_shared": isinstance(refusal, services.ServedByAnotherSchool),
        "chosen": chosen,
    }
    template = "microdistrict/add.html#found" if request.htmx else "microdistrict/add.html"
    return render(request, template, context, status=refusal.http_status if refusal else 200)


def _street_page(
    request: HttpRequest,
    register_id: str,
    form: AttachForm,
    *,
    refusal: DomainError | None = None,
    chosen: Collection[int] = (),
) -> HttpResponse:
    found = _street(request, register_id)
    [view] = selectors.street_views([found], request.actor.school_id, clock.today())
    how, first, last = (request.GET.get(name, "")[:30] for name in ("pick", "first", "last"))
    picked = set(chosen) or pick(view.houses, how, first=first, last=last)
    context = {
        "view": view,
        "form": form,
        "how": how,
        "first": first,
        "last": last,
        "picked": picked,
        "refusal": refusal,
        "is_shared": isinstance(refusal, services.ServedByAnotherSchool),
        "is_whole": "whole" in request.POST,
    }
    status = refusal.http_status if refusal else 422 if form.errors else 200
    return render(request, "microdistrict/street.html", context | undoing(request), status=status)


def _street(request: HttpRequest, register_id: str) -> selectors.Street:
    """Of the school's own settlement: of another one it is not even told whether it exists (R89)."""
    found = selectors.street_of_settlement(request.membership.school.settlement_kato, register_id)
    if found is None:
        raise NotFound
    return found


def ids_of(request: HttpRequest, name: str) -> list[int]:
    """Ids as the page sent them; what is no number was not on the page."""
    return [
        int(each)
        for each in request.POST.getlist(name)
        if each.isascii() and each.isdigit() and len(each) < 19
    ]


def _tell(request: HttpRequest, added: int) -> None:
    words = ngettext("%(n)s address attached.", "%(n)s addresses attached.", added)
    messages.success(request, words % {"n": added})
