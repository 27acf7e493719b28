"""
What the director's telephone asks (eGov QR signing, API 1 and API 2). It has no session and no CSRF
token: the address holds an unguessable number, the documents a bearer token that API 1 gave out.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from admissions import services
from oqu.core import clock
from oqu.core.errors import DomainError, NotFound
from oqu.integrations.signature import egov_qr
from staff.middleware import manages_its_own_transactions

_FORBIDDEN, _NOT_FOUND = 403, 404
_View = Callable[..., JsonResponse]


def for_the_phone(view: _View) -> _View:
    """Everything is JSON in the telephone's language; a refusal is 403 or 404 with `message`, as the protocol has it."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
        language = egov_qr.language_of(request.headers.get("Accept-Language", ""))
        with translation.override(language):
            try:
                return view(request, *args, **kwargs)
            except DomainError as refusal:
                status = _NOT_FOUND if isinstance(refusal, NotFound) else _FORBIDDEN
                return JsonResponse({"message": str(refusal)}, status=status)
            except RequestDataTooBig:
                status, body = egov_qr.refused("signature.too_large", language)
                return JsonResponse(body, status=status)

    return answer


@manages_its_own_transactions
@login_not_required
@require_safe
@never_cache
@for_the_phone
def api_1(request: HttpRequest, scan: UUID) -> JsonResponse:
    """Who asks for a signature, until when, and where the documents are."""
    sessions = services.sessions_for_phone(scan, now=clock.now())
    session, count = sessions[0], len(sessions)
    school = session.application.school
    several = ngettext("%(count)s decision on applications", "%(count)s decisions on applications", count)
    one = _("Decision on application %(reference)s") % {"reference": session.application.reference}
    return JsonResponse(
        egov_qr.api_1(
            description=one if count == 1 else several % {"count": count},
            expires_at=session.expires_at.astimezone(clock.ALMATY),
            organisation=egov_qr.Names(
                ru=school.name_ru, kk=school.name_kk, en=school.name_en or school.name_ru
            ),
            organisation_bin=school.bin or "",
            documents_url=settings.PUBLIC_URL + reverse("admissions:phone-api-2", args=[scan]),
            token=services.token_of(session),
        )
    )


@manages_its_own_transactions
@csrf_exempt  # a telephone's program, not a browser with somebody's cookies; the bearer token is the proof
@login_not_required
@require_http_methods(["GET", "PUT"])
@never_cache
@for_the_phone
def api_2(request: HttpRequest, scan: UUID) -> JsonResponse:
    """The bytes to sign by GET; the signatures over exactly these bytes by PUT."""
    token = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    if request.method == "PUT":
        services.complete_signing(scan, token=token, body=request.body, now=clock.now())
        status, body = egov_qr.accepted()
        return JsonResponse(body, status=status)
    return JsonResponse(egov_qr.api_2(services.documents_to_sign(scan, token=token, now=clock.now())))
