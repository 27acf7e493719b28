"""What the ministry may do with rows, for the apps' own admin classes."""

from typing import Any

from django.contrib import admin


class KeptAdmin(admin.ModelAdmin):
    """Rows are added and corrected; what once was true stays."""

    show_full_result_count = False

    def has_delete_permission(self, *_: Any, **__: Any) -> bool:
        return False


class ReadOnlyAdmin(KeptAdmin):
    """Rows are only looked at: they change by what people do in the portal."""

    actions = None

    def has_add_permission(self, *_: Any, **__: Any) -> bool:
        return False

    def has_change_permission(self, *_: Any, **__: Any) -> bool:
        return False
