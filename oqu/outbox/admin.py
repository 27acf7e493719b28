from django.contrib import admin

from oqu.core.ministry_admin import ReadOnlyAdmin
from oqu.outbox.models import Parcel


@admin.register(Parcel)
class ParcelAdmin(ReadOnlyAdmin):
    list_display = ["created_at", "kind", "lane", "attempts", "delivered_at", "last_error"]
    list_filter = ["lane", ("delivered_at", admin.EmptyFieldListFilter)]
    search_fields = ["kind", "dedupe_key"]
    ordering = ["-id"]
