"""«Уведомления»: what the portal told me, the newest first (R145, R146)."""

from dataclasses import dataclass
from itertools import groupby

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from admissions import notifications, selectors, services
from admissions.models import Notice
from admissions.notifications import Words
from oqu.core import clock
from oqu.core.clock import ALMATY

PAGE_SIZE = 50


@dataclass(frozen=True)
class Told:
    """What leads into the application is followed only where the active role may see it (D13)."""

    notice: Notice
    words: Words
    is_application_seen: bool

    @property
    def has_page(self) -> bool:
        return self.is_application_seen or not self.words.opens_application

    @property
    def is_new(self) -> bool:
        return self.notice.read_at is None


@require_http_methods(["GET", "HEAD", "POST"])
def notices(request: HttpRequest) -> HttpResponse:
    """A press of «Отметить прочитанным» comes here, too."""
    actor = request.actor
    if request.method == "POST":
        services.mark_notices_read(by=actor, now=clock.now())
        return redirect("admissions:notifications")
    page = Paginator(selectors.notices_of(actor.person_id), PAGE_SIZE).get_page(request.GET.get("page"))
    ids = [notice.application_id for notice in page.object_list]
    seen = set(selectors.visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))
    told = [
        Told(each, notifications.words_of(each), each.application_id in seen) for each in page.object_list
    ]
    days = groupby(told, key=lambda each: each.notice.created_at.astimezone(ALMATY).date())
    context = {
        "days": [(day, list(entries)) for day, entries in days],
        "page": page,
        "has_new": notifications.unread(actor) > 0,
        "previous": f"?page={page.previous_page_number()}" if page.has_previous() else "",
        "following": f"?page={page.next_page_number()}" if page.has_next() else "",
    }
    return render(request, "admissions/notifications.html", context)
