"""The window «Пожалуйста, подтвердите действие»: what the portal will see, yes or no."""

from django.conf import settings
from django.db import transaction
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from oqu.sandbox import clock
from oqu.sandbox.idp import client, grants
from oqu.sandbox.idp.models import SignIn
from oqu.sandbox.idp.views.gate import CONSENT, at_step


@require_http_methods(["GET", "POST"])
@at_step(CONSENT)
def consent(request, sign_in):
    if request.method == "GET" or request.POST.get("decision") not in {"allow", "deny"}:
        context = {
            "sign_in": sign_in,
            "client_name": settings.EGOV_CLIENT_NAME,
            "lines": [line for scope, line in client.SCOPES.items() if scope in sign_in.scopes],
        }
        return render(request, "sandbox/idp/consent.html", context)
    answer = _decide(sign_in, is_allowed=request.POST["decision"] == "allow")
    if answer is None:
        return redirect("consent", sign_in.pk)  # pressed twice: the page says that it is over
    return redirect(client.answer_address(sign_in.redirect_uri, state=sign_in.state, **answer))


@transaction.atomic
def _decide(sign_in, *, is_allowed: bool) -> dict[str, str] | None:
    now = clock.now()
    if not SignIn.objects.filter(pk=sign_in.pk, decided_at=None).update(decided_at=now):
        return None
    if is_allowed:
        return {"code": grants.issue_code(sign_in, now=now)}
    return {"error": "access_denied", "error_description": "Пользователь запретил доступ"}
