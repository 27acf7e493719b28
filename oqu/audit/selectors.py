"""Questions about who did what."""

from django.db import models

from oqu.audit.models import AuditEntry


def was_saved_by_a_school(row: models.Model) -> bool:
    """Whether somebody of a school has saved this row, if only to say that it is right as it is."""
    entries = AuditEntry.objects.filter(table=row._meta.db_table, row=str(row.pk))
    return entries.filter(operation="UPDATE", scope="school").exists()


def last_read_by_a_school(row: models.Model) -> AuditEntry | None:
    """Who of the schools opened this row last."""
    entries = AuditEntry.objects.filter(table=row._meta.db_table, row=str(row.pk))
    return entries.filter(operation="READ", scope="school").order_by("-id").first()
