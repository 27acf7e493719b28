import json
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from oqu.sandbox import clock
from oqu.sandbox.pki import Key, key_names, load_key
from oqu.sandbox.signing import asking, holders
from oqu.sandbox.signing.cms import sign_detached

NO_SUCH_KEY = "На этом телефоне нет такого ключа. Выберите владельца из списка."


@require_http_methods(["GET", "POST"])
def telephone(request: HttpRequest) -> HttpResponse:
    """Scan, look, then sign or decline; every step is a page."""
    given = request.POST if request.method == "POST" else request.GET
    link, key = given.get("link", "").strip(), given.get("key", "")
    if key and key not in key_names(settings.LOCAL_DIR / "pki"):
        return _choose(request, link, "", error=NO_SUCH_KEY)
    if not (link and key):
        return _choose(request, link, key)
    try:
        asked = asking.ask(asking.address_in(link), _hosts())
        if request.method == "POST":
            return _finish(request, asked, key)
    except asking.NotPossible as reason:
        return _choose(request, link, key, error=str(reason))
    context = {
        "asked": asked,
        "owner": holders.owner(key),
        "link": link,
        "is_late": asked.expires_at < clock.now(),
    }
    return render(request, "sandbox/business/request.html", context)


@require_GET
def document(request: HttpRequest) -> HttpResponse:
    """The bytes that would be signed, as they are."""
    try:
        asked = asking.ask(asking.address_in(request.GET.get("link", "")), _hosts())
        found = next(each for each in asked.documents if str(each.id) == request.GET.get("id"))
    except (asking.NotPossible, StopIteration):
        return render(request, "sandbox/404.html", status=404)
    kind = "application/pdf" if "pdf" in found.mime else "application/octet-stream"
    return HttpResponse(found.content, content_type=kind)


@csrf_exempt  # for programs: no session and no cookie stand behind it
@require_POST
def sign_by_program(request: HttpRequest) -> JsonResponse:
    """{"link", "key"} -> 200 {"signed": true} or 422 {"signed": false, "message"}."""
    try:
        body = json.loads(request.body)
        link, key = str(body["link"]), str(body["key"])
    except (ValueError, KeyError, TypeError):
        return _refused("Нужны поля link и key.")
    try:
        asked = asking.ask(asking.address_in(link), _hosts())
        _sign(asked, load_key(settings.LOCAL_DIR / "pki", key))
    except asking.NotPossible as reason:
        return _refused(str(reason))
    except KeyError:
        return _refused(NO_SUCH_KEY)
    return JsonResponse({"signed": True})


def _choose(request: HttpRequest, link: str, key: str, error: str = "") -> HttpResponse:
    organisations, others = holders.by_organisation(holders.in_order(key_names(settings.LOCAL_DIR / "pki")))
    context: dict[str, Any] = {
        "organisations": organisations,
        "others": others,
        "is_other_chosen": any(owner.key == key for owner in others),
        "link": link,
        "chosen": key,
        "error": error,
    }
    return render(request, "sandbox/business/choose.html", context)


def _finish(request: HttpRequest, asked: asking.Request, key_name: str) -> HttpResponse:
    context: dict[str, Any] = {"asked": asked, "owner": holders.owner(key_name)}
    if request.POST.get("decision") != "sign":
        return render(request, "sandbox/business/result.html", context | {"outcome": "declined"})
    if request.POST.get("fingerprint") != asked.fingerprint:
        raise asking.NotPossible("Пока вы читали, документ изменился. Откройте его и прочитайте ещё раз.")
    key = load_key(settings.LOCAL_DIR / "pki", key_name)
    try:
        _sign(asked, key)
    except asking.NotPossible as reason:
        refusal = {"outcome": "refused", "reason": str(reason), "link": request.POST["link"]}
        return render(request, "sandbox/business/result.html", context | refusal)
    return render(request, "sandbox/business/result.html", context | {"outcome": "signed"})


def _sign(asked: asking.Request, key: Key) -> None:
    asking.answer(asked, lambda content: sign_detached(content, key, moment=clock.now()), _hosts())


def _hosts() -> set[str]:
    return {urlsplit(settings.PUBLIC_URL).hostname or ""}


def _refused(message: str) -> JsonResponse:
    return JsonResponse({"signed": False, "message": message}, status=422)
