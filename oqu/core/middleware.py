"""Around every request: a number to quote, the chosen language, refusals turned into answers."""

import logging
import uuid
from collections.abc import Callable

from django.conf import settings
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import translation

from oqu.core.errors import DomainError
from oqu.core.origin import Origin, coming_from, sender_of

GetResponse = Callable[[HttpRequest], HttpResponse]
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
logger = logging.getLogger(__name__)


class RequestId:
    """Gives each request a short number that error pages show and log lines carry."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.request_id = uuid.uuid4().hex[:12]  # type: ignore[attr-defined]
        sender = sender_of(request.META, settings.TRUSTED_PROXIES)
        with coming_from(Origin(request.request_id, sender)):  # type: ignore[attr-defined]
            response = self.get_response(request)
        response["X-Request-ID"] = request.request_id  # type: ignore[attr-defined]
        if response.status_code >= 500:
            logger.error("answered %s request=%s", response.status_code, request.request_id)  # type: ignore[attr-defined]
        return response


class PatientSessions(SessionMiddleware):
    """
    Django's own, but a page that was on its way while its session ended (a sign-out, another role in another
    tab) is no mistake of the reader: it is asked for again, now with the session that is there.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        try:
            return super().process_response(request, response)
        except SessionInterrupted:
            if request.method not in SAFE or response.status_code >= 400:
                return response  # what was done is done, and what was refused is refused
            if "HX-Request" in request.headers:
                return HttpResponse(headers={"HX-Refresh": "true"})
            return HttpResponseRedirect(request.get_full_path())


class ChosenLanguage:
    """Russian unless a link was used to choose another language; a browser's wish does not count."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
        return response


class Refusals:
    """A refusal that no view caught becomes a page (or a fragment) with its sentence and code."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, DomainError):
            return None
        if request.path.startswith("/api/"):
            told = {"code": exception.code, "message": str(exception), "context": exception.context}
            return JsonResponse(told, status=exception.http_status)
        fragment = getattr(request, "htmx", False)
        template = "errors/refusal.html#alert" if fragment else "errors/refusal.html"
        return render(request, template, {"refusal": exception}, status=exception.http_status)
