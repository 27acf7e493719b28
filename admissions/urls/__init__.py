"""Addresses of admission: the family's, the school's, the phone's that signs, the public look-up."""

from admissions.urls import family, public, school

app_name = "admissions"
urlpatterns = [*public.urlpatterns, *family.urlpatterns, *school.urlpatterns]
