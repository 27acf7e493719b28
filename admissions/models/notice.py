from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Notice(models.Model):
    """
    Something a person is told inside the portal: about an application, that a list they asked for is ready, or how
    somebody they asked for a consent answered. The words are made when it is read, by `code`.
    """

    recipient = models.ForeignKey("staff.Person", models.CASCADE, related_name="notices")
    application = models.ForeignKey(
        "admissions.Application", models.CASCADE, related_name="notices", null=True, blank=True
    )
    export = models.OneToOneField(
        "admissions.ListExport", models.CASCADE, related_name="notice", null=True, blank=True
    )
    consent = models.ForeignKey("staff.Consent", models.CASCADE, related_name="+", null=True, blank=True)
    code = models.CharField(max_length=40)
    round = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(_("when"))
    read_at = models.DateTimeField(_("read"), null=True, blank=True)

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "application", "code", "round"], name="admissions_notice_told_once"
            ),
            models.UniqueConstraint(fields=["consent", "code"], name="admissions_notice_answer_told_once"),
            models.CheckConstraint(
                condition=Q(application__isnull=False, export__isnull=True, consent__isnull=True)
                | Q(application__isnull=True, export__isnull=False, consent__isnull=True)
                | Q(application__isnull=True, export__isnull=True, consent__isnull=False),
                name="admissions_notice_about_one_thing",
            ),
        ]
        indexes = [
            models.Index(
                fields=["recipient"],
                condition=models.Q(read_at__isnull=True),
                name="admissions_notice_unread",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.application_id or self.export_id or self.consent_id}"
