from django.urls import path

from oqu.sandbox.nobd import api, views

urlpatterns = [
    path("", views.class_sets, name="nobd"),
    path("class-sets/<int:pk>/", views.change, name="nobd-change"),
    path("api/v1/organizations/<str:org_bin>/class-sets", api.class_sets),
]
