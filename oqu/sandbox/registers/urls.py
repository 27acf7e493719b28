from django.urls import path

from oqu.sandbox.registers import api

urlpatterns = [
    path("persons/query", api.person),
    path("persons/children/query", api.children),
]
