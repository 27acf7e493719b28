"""Pages that belong to no app: errors, help, the choice of language, the kit of components."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from oqu.core import kit


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error(request, 400, "core.bad_request", _("This request cannot be understood."))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error(request, 403, "core.forbidden", _("You have no access to this page."))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error(request, 404, "core.not_found", _("There is no such page."))


def gone(request: HttpRequest) -> HttpResponse:
    """For an address that was right once: a link that expired, a draft that was deleted."""
    return _error(request, 410, "core.gone", _("This page is no longer here."))


def too_many_requests(request: HttpRequest, retry_after: int = 60) -> HttpResponse:
    """`retry_after` is in seconds."""
    response = _error(request, 429, "core.too_many_requests", _("Too many attempts in a row."))
    response["Retry-After"] = str(retry_after)
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _error(request, 403, "core.csrf", _("The page was open for too long."), template="csrf")


def server_error(request: HttpRequest) -> HttpResponse:
    """Needs nothing that may be broken: no database, no template engine, no language."""
    if _is_for_a_program(request):
        sentence = _(
            "The portal failed. Try again later; if it repeats, tell the number to the support line."
        )
        number = {"request": getattr(request, "request_id", "")}
        return JsonResponse({"code": "core.server_error", "message": sentence, "context": number}, status=500)
    return _static_page(request, 500)


def unavailable(request: HttpRequest, retry_after: int = 60) -> HttpResponse:
    """As `server_error`, while the database or the service is stopped for a while."""
    response = _static_page(request, 503)
    response["Retry-After"] = str(retry_after)
    return response


@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """The manual's questions and the support lines (R4, R5, R186); nobody has to sign in to read them."""
    videos = {"video_sign_in": settings.VIDEO_SIGN_IN, "video_processing": settings.VIDEO_PROCESSING}
    return render(request, "help.html", videos)


@login_not_required
@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Every component in every state; for developers only."""
    if not getattr(settings, "SHOW_COMPONENTS", False):
        raise Http404
    return render(request, "components.html", kit.samples())


def _error(request: HttpRequest, status: int, code: str, title: str, template: str = "") -> HttpResponse:
    if _is_for_a_program(request):
        return JsonResponse({"code": code, "message": title, "context": {}}, status=status)
    return render(request, f"errors/{template or status}.html", {"error_title": title}, status=status)


def _is_for_a_program(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def _static_page(request: HttpRequest, status: int) -> HttpResponse:
    number = getattr(request, "request_id", "")
    return HttpResponse(_static_text(status).replace("REQUEST-NUMBER", number), status=status)


@cache
def _static_text(status: int) -> str:
    path: Path = settings.BASE_DIR / "templates" / "errors" / f"{status}.html"
    return path.read_text(encoding="utf-8")
