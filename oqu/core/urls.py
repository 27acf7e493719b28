from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.generic import TemplateView

from oqu.core import language, pages

app_name = "core"
urlpatterns = [
    path("language/<str:code>/", language.choose, name="language"),
    path("help/", login_not_required(TemplateView.as_view(template_name="help.html")), name="help"),
    path("components/", pages.components, name="components"),
]
