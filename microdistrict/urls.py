from django.urls import path

from microdistrict.views.territory import territory

app_name = "microdistrict"
urlpatterns = [
    path("organization/microdistrict", territory, name="list"),
]
