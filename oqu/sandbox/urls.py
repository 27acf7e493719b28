from django.urls import include, path

from oqu.sandbox import views
from oqu.sandbox.faults.views import switches
from oqu.sandbox.phone.views import answer, inbox
from oqu.sandbox.pki import views as pki

urlpatterns = [
    path("", views.home, name="home"),
    path("egov/", views.egov, name="egov"),
    path("health/live", views.live, name="live"),
    path("faults/", switches, name="faults"),
    path("phone/", inbox, name="phone"),
    path("phone/messages/<int:pk>/reply/", answer, name="phone-reply"),
    path("idp/", include("oqu.sandbox.idp.urls")),
    path("population/api/v1/", include("oqu.sandbox.registers.urls")),
    path("sms/api/v1/", include("oqu.sandbox.phone.urls")),
    path("kdp/api/v1/", include("oqu.sandbox.consent.urls")),
    path("nobd/", include("oqu.sandbox.nobd.urls")),
    path("address-register/", include("oqu.sandbox.addresses.urls")),
    path("pki/<slug:slug>.crl", pki.revocation_list),
    path("pki/ocsp/", pki.ask),
    path("business/", include("oqu.sandbox.signing.urls")),
    path("ncalayer/", include("oqu.sandbox.ncalayer.urls")),
]
handler404 = views.page_not_found
