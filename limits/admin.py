"""School years are stated by the ministry; seats are stated by the schools and only looked at here."""

from django.contrib import admin
from django.http import HttpRequest

from limits.models import ClassLimit, LimitChange, NobdOffer, SchoolYear
from oqu.core.ministry_admin import KeptAdmin, ReadOnlyAdmin


@admin.register(SchoolYear)
class SchoolYearAdmin(KeptAdmin):
    list_display = ["__str__"]

    def get_readonly_fields(self, request: HttpRequest, obj: SchoolYear | None = None) -> list[str]:
        return ["starts_in"] if obj else []


@admin.register(ClassLimit)
class ClassLimitAdmin(ReadOnlyAdmin):
    list_display = [
        "school",
        "school_year",
        "grade",
        "language",
        "total",
        "class_count",
        "used",
        "outside_used",
        "source",
        "stated_at",
    ]
    list_filter = ["school_year", "language", "source"]
    list_select_related = ["school", "school_year"]
    search_fields = ["school__code", "school__name_ru"]


@admin.register(LimitChange)
class LimitChangeAdmin(ReadOnlyAdmin):
    """Who stated which seats, and how many were taken then."""

    list_display = [
        "at",
        "school",
        "limit",
        "total_before",
        "total",
        "class_count_before",
        "class_count",
        "used",
        "source",
        "person",
    ]
    list_filter = ["source", "limit__school_year", "limit__language"]
    list_select_related = ["school", "limit", "person"]
    search_fields = ["school__code", "school__name_ru"]
    exclude = ["canonical"]


@admin.register(NobdOffer)
class NobdOfferAdmin(ReadOnlyAdmin):
    list_display = ["school", "school_year", "language", "total", "class_count", "offered_at", "kept_at"]
    list_filter = ["school_year", "language"]
    list_select_related = ["school", "school_year"]
    search_fields = ["school__code", "school__name_ru"]
