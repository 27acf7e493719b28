from django.urls import path

from oqu.sandbox.addresses import api, views

urlpatterns = [
    path("", views.addresses, name="addresses"),
    path("rename/", views.rename, name="addresses-rename"),
    path("houses/add/", views.add_house, name="addresses-add-house"),
    path("houses/end/", views.end_house, name="addresses-end-house"),
    path("api/v4/<slug:dataset>", api.table),
    path("files/<slug:dataset>.csv", api.as_file, name="addresses-file"),
]
