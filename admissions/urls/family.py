"""Pages of the family."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
