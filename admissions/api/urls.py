"""The REST interface, version 1."""

from django.urls import path

from admissions.api import applications, deciding, schools, sending

app_name = "api"
urlpatterns = [
    path("schools/", schools.Schools.as_view(), name="schools"),
    path("schools/streets/", schools.Streets.as_view(), name="streets"),
    path("applications/", applications.Applications.as_view(), name="applications"),
    path("applications/<uuid:uuid>/", applications.OneApplication.as_view(), name="application"),
    path("applications/<uuid:uuid>/documents/", sending.Papers.as_view(), name="papers"),
    path("applications/<uuid:uuid>/submit/", sending.Sending.as_view(), name="submit"),
    path("applications/<uuid:uuid>/accept/", deciding.Acceptance.as_view(), name="accept"),
    path("applications/<uuid:uuid>/refuse/", deciding.Refusal.as_view(), name="refuse"),
    path("queue/", deciding.SchoolQueue.as_view(), name="queue"),
]
