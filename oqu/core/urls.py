from django.urls import path

from oqu.core import language, pages

app_name = "core"
urlpatterns = [
    path("language/<str:code>/", language.choose, name="language"),
    path("help/", pages.help_page, name="help"),
    path("components/", pages.components, name="components"),
]
