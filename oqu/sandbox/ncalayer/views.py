"""NCALayer's window: what is asked, the storage, the key; for programs the same as JSON."""

import json
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from oqu.sandbox.ncalayer import window
from oqu.sandbox.ncalayer.keys import Filter
from oqu.sandbox.ncalayer.models import Request
from oqu.sandbox.ncalayer.wishes import FILE, STORAGES
from oqu.sandbox.pki import key_names
from oqu.sandbox.signing import holders

_GONE = "Это окно уже закрыто: на него ответили или страница, которая просила подпись, ушла."
_NO_KEY = "Выберите ключ."


@require_GET
def shown(request: HttpRequest) -> HttpResponse:
    """The window that is open now, or that there is none. `?format=json` answers {"id", …} or {"id": null}."""
    asked = window.waiting()
    if request.GET.get("format") == "json":
        return JsonResponse({"id": str(asked.pk), **asked.facts} if asked else {"id": None})
    return _page(request, asked)


@csrf_exempt  # for programs too, which have no cookie; nothing here belongs to anybody
@require_POST
def answer(request: HttpRequest) -> HttpResponse:
    """
    A person's choice by form; {"id", "key"} or {"id", "cancel": true} as JSON from a program.

    422 when there is no such key or storage, 410 when the window is gone.
    """
    if request.content_type == "application/json":
        return _by_program(request)
    asked = window.waiting()
    given = request.POST
    cancels = given.get("decision") == "cancel"
    error = "" if cancels else _refusal(given.get("storage", ""), given.get("key", ""))
    if error:
        return _page(request, asked, error, status=422)
    if not _answer(given.get("id", ""), given.get("storage", ""), given.get("key", ""), cancels=cancels):
        return _page(request, asked, _GONE, status=410)
    return redirect("ncalayer")


def _by_program(request: HttpRequest) -> JsonResponse:
    try:
        told = json.loads(request.body)
        asked, key, cancels = told["id"], told.get("key", ""), bool(told.get("cancel"))
        storage = told.get("storage", FILE)
    except (ValueError, KeyError, TypeError, AttributeError):
        return JsonResponse({"message": "Нужны поля id и key либо id и cancel."}, status=422)
    error = "" if cancels else _refusal(storage, key)
    if error:
        return JsonResponse({"message": error}, status=422)
    if not _answer(asked, storage, key, cancels=cancels):
        return JsonResponse({"message": _GONE}, status=410)
    return JsonResponse({"answered": True})


def _answer(asked: str, storage: str, key: str, *, cancels: bool) -> bool:
    choice = Request.Answer.CANCEL if cancels else Request.Answer.SIGN
    try:
        return window.answer(asked, choice, storage=storage, key=key)
    except ValidationError:  # no number of a window at all
        return False


def _refusal(storage: str, key: str) -> str:
    """A storage without keys needs none: opening it is what fails."""
    if storage not in STORAGES:
        return "Выберите хранилище."
    return _NO_KEY if storage == FILE and key not in key_names(settings.LOCAL_DIR / "pki") else ""


def _page(request: HttpRequest, asked: Request | None, error: str = "", status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {"asked": asked, "error": error}
    if asked:
        fitting, others = _keys(asked)
        context |= {
            "fitting": holders.in_order(fitting),
            "others": holders.in_order(others),
            "storages": [(name, STORAGES[name]) for name in asked.facts["storages"]],
            "size": len(asked.facts["sizes"]),
        }
    return render(request, "sandbox/ncalayer/window.html", context, status=status)


def _keys(asked: Request) -> tuple[list[str], list[str]]:
    """The names of the keys that fit and of those that do not."""
    wanted, names = Filter.of(asked.facts), key_names(settings.LOCAL_DIR / "pki")
    fitting = [name for name in names if wanted.fits(name)]
    return fitting, [name for name in names if name not in fitting]
