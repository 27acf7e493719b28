"""Addresses of admission: the family's, the school's with its desk, the phone's that signs, the public look-up."""

from admissions.urls import family, paper, public, school

app_name = "admissions"
urlpatterns = [*public.urlpatterns, *family.urlpatterns, *paper.urlpatterns, *school.urlpatterns]
