from django.urls import path

from microdistrict.views import attaching, checking, detaching, refreshing, territory

app_name = "microdistrict"
urlpatterns = [
    path("organization/microdistrict", territory.territory, name="list"),
    path("organization/microdistrict/add", attaching.add, name="add"),
    path("organization/microdistrict/streets/<str:register_id>", attaching.street, name="street"),
    path("organization/microdistrict/detach", detaching.detach, name="detach"),
    path("organization/microdistrict/restore", detaching.restore, name="restore"),
    path("organization/microdistrict/refresh", refreshing.refresh, name="refresh"),
    path("organization/microdistrict/check", checking.check, name="check"),
    path("organization/microdistrict/history", territory.history, name="history"),
]
