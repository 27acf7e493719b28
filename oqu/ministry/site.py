from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from admissions.selectors import last_verification
from oqu.core.acting import acting
from oqu.core.errors import Forbidden
from staff.permissions import Action, may

View = Callable[..., HttpResponse]


class MinistrySite(admin.AdminSite):
    """For the ministry's people, who come through eGov like everyone: no password form exists."""

    site_header = site_title = _("OQU for the ministry")
    index_title = _("Admission to the first grade")
    site_url = "/"

    def has_permission(self, request: HttpRequest) -> bool:
        return may(request.actor, Action.ADMINISTER)

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """An alarm of the nightly verification stands above everything else until a later one finds nothing."""
        last = last_verification()
        if last is not None and not last.is_clean:
            words = _(
                'The nightly verification found what must never happen. <a href="%(url)s">Look at the findings</a> '
                "and call the developers."
            )
            url = reverse("admin:admissions_verification_change", args=[last.pk])
            messages.error(request, mark_safe(str(words) % {"url": url}))  # noqa: S308 our own words
        return super().index(request, extra_context)

    def admin_view(self, view: View, cacheable: bool = False) -> View:
        """Whatever is changed here is changed by the person who acts, in one transaction that the audit sees."""

        def by_the_actor(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method in {"GET", "HEAD", "OPTIONS"}:
                return view(request, *args, **kwargs)
            with acting(request.actor):
                response = view(request, *args, **kwargs)
                if hasattr(response, "render"):
                    response.render()  # a form that is shown again asks for people, who are seen only here
                return response

        return super().admin_view(by_the_actor, cacheable)

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """:raises Forbidden: signed in, but not as the ministry; another visit to eGov would not help"""
        if request.user.is_authenticated:
            raise Forbidden
        query = urlencode({"next": request.GET.get("next", reverse("admin:index"))})
        return redirect(f"{reverse('staff:sign-in')}?{query}")

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        raise Http404

    def password_change_done(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        raise Http404
