"""The address register and the microdistricts, to be looked at: they come by import and from the schools."""

from django.contrib import admin

from microdistrict.models import (
    Attachment,
    RegisterRefresh,
    Settlement,
    Street,
    StreetRename,
    TerritoryCheck,
)
from oqu.core.ministry_admin import ReadOnlyAdmin


@admin.register(Settlement)
class SettlementAdmin(ReadOnlyAdmin):
    list_display = ["kato", "name_ru", "name_kk", "kind_ru"]
    search_fields = ["kato", "name_ru", "name_kk"]


@admin.register(Street)
class StreetAdmin(ReadOnlyAdmin):
    list_display = ["register_id", "name_ru", "name_kk", "settlement", "is_actual"]
    list_select_related = ["settlement"]
    search_fields = ["register_id", "name_ru", "name_kk"]


@admin.register(Attachment)
class AttachmentAdmin(ReadOnlyAdmin):
    list_display = ["school", "street", "building", "starts_on", "ends_on"]
    list_select_related = ["school", "street", "building"]
    search_fields = ["school__code", "street__name_ru"]


@admin.register(StreetRename)
class StreetRenameAdmin(ReadOnlyAdmin):
    list_display = ["old_name", "new_name", "settlement", "status", "year"]
    list_select_related = ["settlement"]
    search_fields = ["old_name", "new_name"]


@admin.register(TerritoryCheck)
class TerritoryCheckAdmin(ReadOnlyAdmin):
    """Where two schools share addresses, and where children have none."""

    list_display = ["school", "unserved", "shared", "obsolete", "outside", "checked_at"]
    list_select_related = ["school"]
    search_fields = ["school__code", "school__name_ru"]
    ordering = ["-unserved"]


@admin.register(RegisterRefresh)
class RegisterRefreshAdmin(ReadOnlyAdmin):
    list_display = ["settlement", "asked_at", "done_at", "outcome", "changed"]
    list_select_related = ["settlement"]
