"""Who changed which row, or read it, when, from where and in which role: written by the database only (R162)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditEntry(models.Model):
    """One changed or read row. `changed` names the columns, never their values: those may be personal."""

    at = models.DateTimeField(_("when"))
    table = models.CharField(_("table"), max_length=63)
    row = models.CharField(_("row"), max_length=40)
    operation = models.CharField(_("operation"), max_length=6)
    changed = ArrayField(models.CharField(max_length=63), verbose_name=_("changed columns"))
    scope = models.CharField(_("scope"), max_length=10)
    person_id = models.BigIntegerField(_("person"), null=True)
    school_id = models.BigIntegerField(_("school"), null=True)
    role = models.CharField(_("role"), max_length=30)
    request_id = models.CharField(_("request"), max_length=32)
    ip = models.GenericIPAddressField(_("from where"), null=True)

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        indexes = [models.Index(fields=["table", "row"], name="audit_entry_of_row")]

    def __str__(self) -> str:
        return f"{self.operation} {self.table} {self.row}"
