"""Pages of the school."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
