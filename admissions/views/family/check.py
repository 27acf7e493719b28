"""Step 5: look at the answers once more and send them."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from admissions import errors, selectors, services
from admissions.forms.family import SendForm
from admissions.models import Application
from admissions.views.family import steps
from admissions.views.family.reading import own_application, page
from oqu.core import clock, wording
from oqu.core.errors import DomainError
from staff import services as people


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The key is made with the page: pressed twice, or sent again after a lost answer, it is one application."""
    draft = own_application(request, uuid)
    if not draft.is_draft:
        return redirect("admissions:application", uuid)
    form = SendForm(request.POST or None)
    context: dict[str, Any] = {"form": form, "draft": draft, "refusal": None, "missing": [], "status": 200}
    if form.is_bound and form.is_valid():
        try:
            return _send(request, draft)
        except DomainError as refusal:
            context |= _explained(refusal, draft)
    elif form.is_bound:
        context["status"] = 422
    now = clock.now()
    context |= {
        **steps.changing(draft),
        "key": _key(request),
        "address": draft.registered_address,
        "documents": selectors.documents_of(draft),
        "opens_later": not draft.campaign.has_opened(now),
        "left": [step for step in steps.steps_of(draft)[:-1] if not step.is_done],
    }
    return page(request, "admissions/family/check.html", context, context["status"])


def _send(request: HttpRequest, draft: Application) -> HttpResponse:
    people.language_chosen(request.user.pk, get_language())
    sent = services.submit(uuid=draft.uuid, key=_key(request), by=request.actor)
    words = {"number": sent.number, "moment": wording.long_moment(sent.received_at)}
    messages.success(request, _("Application No. %(number)s is received: %(moment)s.") % words)
    return redirect("admissions:application", sent.uuid)


def _explained(refusal: DomainError, draft: Application) -> dict[str, object]:
    """What stands above the answers; the draft is as it was."""
    missing = refusal.context["missing"] if isinstance(refusal, errors.DraftIncomplete) else []
    return {
        "refusal": refusal,
        "missing": steps.missing_of(draft, missing),
        "status": refusal.http_status,
    }


def _key(request: HttpRequest) -> UUID:
    """The page's own key; a page without a readable one gets a new one."""
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid4()
