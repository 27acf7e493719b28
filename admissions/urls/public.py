"""Pages for everybody, without signing in."""

from django.urls import path

from admissions.views import lookup

urlpatterns = [
    path("schools/", lookup.lookup, name="lookup"),
    path("schools/streets/", lookup.suggest_streets, name="lookup-streets"),
]
