"""Every address of the portal. Those under /organization/ are the manual's own (R55)."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView

from admissions.views.home import home
from oqu import health

handler400 = "oqu.core.pages.bad_request"
handler403 = "oqu.core.pages.forbidden"
handler404 = "oqu.core.pages.not_found"
handler500 = "oqu.core.pages.server_error"

urlpatterns = [
    path("", home, name="home"),
    path("", include("oqu.core.urls")),
    path("", include("staff.urls")),
    path("", include("limits.urls")),
    path("", include("microdistrict.urls")),
    path("", include("admissions.urls")),
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
    path("api/v1/", include("admissions.api.urls")),
    path("api/schema/", login_not_required(SpectacularAPIView.as_view()), name="schema"),
    path("admin/", admin.site.urls),
]
