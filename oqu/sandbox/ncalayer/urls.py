from django.urls import path

from oqu.sandbox.ncalayer import views

urlpatterns = [
    path("", views.shown, name="ncalayer"),
    path("answer/", views.answer, name="ncalayer-answer"),
]
