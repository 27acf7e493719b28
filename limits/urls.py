from django.urls import path

from limits import views

app_name = "limits"
urlpatterns = [
    path("organization/class-limits", views.limits, name="list"),
]
