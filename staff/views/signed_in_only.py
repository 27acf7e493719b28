"""Who has not signed in, or not any more, is led to the door and from there back to the page they were on."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from staff.middleware import SAFE


class SignedInOnly(LoginRequiredMiddleware):
    """Django's own, for forms and for parts of pages as well."""

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponse:
        if request.htmx:
            return HttpResponse(headers={"HX-Refresh": "true"})
        if request.method in SAFE:
            return super().handle_no_permission(request, view_func)
        messages.warning(
            request,
            _("You were not signed in any more, so nothing was sent. Check the page and send it again."),
        )
        field = self.get_redirect_field_name(view_func)
        return redirect_to_login(_page_of_the_form(request), self.get_login_url(view_func), field)


def _page_of_the_form(request: HttpRequest) -> str:
    """An address that only takes forms is nothing to come back to; the page that held the form is."""
    page = urlsplit(request.headers.get("Referer", ""))
    if page.netloc != request.get_host():
        return "/"
    return f"{page.path}?{page.query}" if page.query else page.path
