from django.urls import path

from oqu.sandbox.signing import views

urlpatterns = [
    path("", views.telephone, name="business"),
    path("document", views.document, name="business-document"),
    path("sign", views.sign_by_program, name="business-sign"),
]
