"""Pages for everybody, without signing in, and the way in from egov.kz."""

from django.urls import path

from admissions.views import check, home, lookup

urlpatterns = [
    path("services/pass_mp_203/", home.from_egov, name="from-egov"),
    path("v/", check.ask, name="check-ask"),
    path("v/<slug:code>/", check.paper, name="check"),
    path("schools/", lookup.lookup, name="lookup"),
    path("schools/streets/", lookup.suggest_streets, name="lookup-streets"),
    path("schools/<slug:code>/", lookup.school, name="school"),
]
