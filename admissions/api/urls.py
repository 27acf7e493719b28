"""The REST interface, version 1."""

from django.urls import path

from admissions.api import applications, deciding, limits, schools, sending

app_name = "api"
urlpatterns = [
    path("schools/", schools.Schools.as_view(), name="schools"),
    path("schools/streets/", schools.Streets.as_view(), name="streets"),
    path("applications/", applications.Applications.as_view(), name="applications"),
    path("applications/<uuid:uuid>/", applications.OneApplication.as_view(), name="application"),
    path("applications/<uuid:uuid>/why/", applications.Why.as_view(), name="why"),
    path("applications/<uuid:uuid>/documents/", sending.Papers.as_view(), name="papers"),
    path("applications/<uuid:uuid>/submit/", sending.Sending.as_view(), name="submit"),
    path("applications/<uuid:uuid>/accept/", deciding.Acceptance.as_view(), name="accept"),
    path("applications/<uuid:uuid>/refuse/", deciding.Refusal.as_view(), name="refuse"),
    path("limits/", limits.Limits.as_view(), name="limits"),
    path("limits/nobd/", limits.LoadLimits.as_view(), name="load-limits"),
    path("limits/<str:year>/<str:language>/", limits.OneLimit.as_view(), name="limit"),
    path("queue/", deciding.SchoolQueue.as_view(), name="queue"),
]
