from django.contrib import admin
from django.http import HttpRequest

from oqu.calendar.models import SpecialDay


@admin.register(SpecialDay)
class SpecialDayAdmin(admin.ModelAdmin):
    """Orders on moved days come at short notice, so the ministry edits the calendar itself."""

    list_display = ["date", "kind", "name_ru", "name_kk", "is_estimated"]
    list_filter = ["kind", "is_estimated"]
    search_fields = ["name_ru", "name_kk"]
    ordering = ["-date"]

    def get_readonly_fields(self, request: HttpRequest, obj: SpecialDay | None = None) -> list[str]:
        return ["date"] if obj else []
