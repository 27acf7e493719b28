from django.urls import path

from oqu.sandbox.phone import api

urlpatterns = [
    path("messages", api.send),
    path("messages/<str:message_id>", api.delivery),
]
