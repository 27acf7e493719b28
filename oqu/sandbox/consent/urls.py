from django.urls import path

from oqu.sandbox.consent import api

urlpatterns = [
    path("requests", api.ask),
    path("requests/<uuid:request_id>", api.look),
    path("requests/<uuid:request_id>/revoke", api.revoke),
]
