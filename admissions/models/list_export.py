import datetime as dt
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ListExport(models.Model):
    """
    A list of applications that somebody asked for as a spreadsheet: which view and filters, in which role.

    The file exists from `finished_at` until it is forgotten soon after `expires_at`; the row stays.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Being prepared")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Not made")

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    person = models.ForeignKey("staff.Person", models.CASCADE, related_name="+", verbose_name=_("person"))
    school = models.ForeignKey("staff.School", models.CASCADE, related_name="+", verbose_name=_("school"))
    role = models.CharField(_("role"), max_length=10)
    language = models.CharField(max_length=2)
    view = models.CharField(max_length=10)
    asked = models.JSONField(default=dict)
    asked_at = models.DateTimeField(_("asked"))
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    expected = models.PositiveIntegerField()
    rows = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField()
    storage_name = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("export of a list")
        verbose_name_plural = _("exports of lists")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "ready", "failed"]),
                name="admissions_listexport_known_state",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uuid)

    def can_be_opened(self, now: dt.datetime) -> bool:
        return self.state == self.State.READY and bool(self.storage_name) and now < self.expires_at
