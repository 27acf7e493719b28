from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _


class MinistrySite(admin.AdminSite):
    """Read by the ministry's people, who come through eGov like everyone: no password form exists."""

    site_header = site_title = _("OQU for the ministry")
    index_title = _("Admission to the first grade")
    site_url = "/"

    def has_permission(self, request: HttpRequest) -> bool:
        actor = getattr(request, "actor", None)
        return actor is not None and actor.scope == "ministry"

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return redirect("staff:sign-in", permanent=False)
