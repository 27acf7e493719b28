from django.urls import path, register_converter

from limits.views import editing, listing, nobd
from limits.views.year_in_address import SchoolYearConverter

register_converter(SchoolYearConverter, "school_year")

app_name = "limits"
urlpatterns = [
    path("organization/class-limits", listing.limits, name="list"),
    path("organization/class-limits/add/", editing.add, name="add"),
    path("organization/class-limits/preview/", editing.preview, name="preview"),
    path("organization/class-limits/nobd/", nobd.nobd, name="nobd"),
    path("organization/class-limits/<school_year:year>/<slug:language>/", editing.edit, name="edit"),
    path("organization/class-limits/<school_year:year>/<slug:language>/nobd/", nobd.decide, name="decide"),
]
