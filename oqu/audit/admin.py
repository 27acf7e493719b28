from django.contrib import admin

from oqu.audit.models import AuditEntry
from oqu.core.ministry_admin import ReadOnlyAdmin


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    list_display = [
        "at",
        "operation",
        "table",
        "row",
        "scope",
        "role",
        "person_id",
        "school_id",
        "request_id",
        "ip",
    ]
    list_filter = ["operation", "scope"]
    search_fields = ["table", "=row", "=request_id"]
    ordering = ["-id"]
