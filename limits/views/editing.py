"""«Добавление лимитов» and «Редактирование лимита», with the split shown before anything is saved (R70-R78)."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from limits import selectors, services
from limits.forms import AddForm, EditForm, SeatsForm
from limits.models import ClassLimit
from limits.years import is_past, name_of
from oqu.core import clock
from oqu.core.acting import acting
from oqu.core.errors import DomainError, NotFound
from staff.permissions import Action, check_may


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    check_may(request.actor, Action.CHANGE_LIMITS)
    now = clock.now()
    if request.method != "POST":
        return _add_page(request, AddForm(today=clock.today(), initial=_initial(request)))
    with acting(request.actor, read_only=True):
        form = AddForm(request.POST, today=clock.today())
        is_right = form.is_valid()
    if is_right and "preview" not in request.POST:
        told = form.cleaned_data
        try:
            limit = services.add_limit(
                school_year=told["school_year"],
                language=told["language"],
                told=form.told(),
                by=request.actor,
                now=now,
            )
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _saved(limit))
            return redirect("limits:list")
    with acting(request.actor, read_only=True):
        return _add_page(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, year: int, language: str) -> HttpResponse:
    """A year that is over shows its numbers and its history only (R180)."""
    check_may(request.actor, Action.CHANGE_LIMITS)
    if request.method != "POST":
        limit = _limit(request, year, language)
        return _edit_page(request, limit, EditForm.showing(limit))
    form = EditForm(request.POST)
    stale = False
    if form.is_valid() and "preview" not in request.POST:
        try:
            limit = services.change_limit(
                school_year=year,
                language=language,
                told=form.told(),
                version=form.cleaned_data["version"],
                by=request.actor,
                now=clock.now(),
            )
        except services.ChangedMeanwhile as refusal:
            stale = True
            form.refuse(refusal)
            # Pressed once more, it is said knowingly.
            typed = request.POST.copy()
            typed["version"] = str(refusal.context["version"])
            form.data = typed
        except NotFound:
            raise
        except DomainError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _saved(limit))
            return redirect("limits:list")
    with acting(request.actor, read_only=True):
        return _edit_page(request, _limit(request, year, language), form, stale=stale)


@require_safe
def preview(request: HttpRequest) -> HttpResponse:
    """What htmx asks while a person types: the split and what it would do, or why it cannot be saved."""
    check_may(request.actor, Action.CHANGE_LIMITS)
    form = SeatsForm(request.GET)
    return render(request, "limits/_preview.html", _preview_of(request, form, request.GET))


def _preview_of(request: HttpRequest, form: SeatsForm, told: Mapping[str, Any]) -> dict[str, object]:
    """The classes may still be missing: the split needs only the seats."""
    form.is_valid()
    total = form.cleaned_data.get("total")
    wrong = [] if total is not None or not told.get("total") else list(form.errors.get("total", []))
    year = str(told.get("school_year", ""))
    found = (
        selectors.preview(
            request.actor.school_id,
            int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None,
            str(told.get("language", "")),
            total=total,
            class_count=form.cleaned_data.get("class_count"),
        )
        if total is not None
        else None
    )
    return {"preview": found, "wrong": wrong}


def _add_page(request: HttpRequest, form: AddForm) -> HttpResponse:
    shown = _preview_of(request, SeatsForm(form.data), form.data) if form.is_bound else {}
    status = 422 if form.errors else 200
    context = {"form": form, "has_years": bool(form.fields["school_year"].choices), **shown}
    return render(request, "limits/add.html", context, status=status)


def _edit_page(
    request: HttpRequest, limit: ClassLimit, form: EditForm, *, stale: bool = False
) -> HttpResponse:
    past = is_past(limit.school_year_id, on=clock.today())
    told = (
        form.data if form.is_bound else {"total": limit.total or "", "class_count": limit.class_count or ""}
    )
    about = {"school_year": limit.school_year_id, "language": limit.language}
    statements = selectors.statements_of(limit)
    context = {
        "limit": limit,
        "year": name_of(limit.school_year_id),
        "form": None if past else form,
        "is_past": past,
        "stale": stale,
        "statements": statements,
        "last": statements[0] if statements else None,
        **_preview_of(request, SeatsForm(told), {**dict(told.items()), **about}),
    }
    return render(request, "limits/edit.html", context, status=422 if form.errors else 200)


def _limit(request: HttpRequest, year: int, language: str) -> ClassLimit:
    """Of the actor's own school only: the address names no other."""
    limit = selectors.limit_of(request.actor.school_id, year, language)
    if limit is None:
        raise NotFound
    return limit


def _initial(request: HttpRequest) -> dict[str, object]:
    return {"language": request.GET.get("language", "")}


def _saved(limit: ClassLimit) -> str:
    seats = limit.seats
    return _(
        "Saved: %(language)s, %(year)s. Of %(total)s seats %(inside)s are for the microdistrict and %(outside)s for "
        "others."
    ) % {
        "language": limit.get_language_display(),
        "year": name_of(limit.school_year_id),
        "total": limit.total,
        "inside": seats.inside_quota,
        "outside": seats.outside_quota,
    }
