"""What happens to deadlines besides their being met: they move with the calendar, and they are missed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Recalculation(models.Model):
    """
    The work of moving deadlines after one change of working time, done in portions by the worker.

    `first` and `last` are the days that changed, null when any may have; `school` is null for all schools.
    `cursor` is the id of the last application that was looked at.
    """

    asked_at = models.DateTimeField(_("asked"))
    asked_by = models.BigIntegerField(_("person"), null=True)
    school = models.ForeignKey(
        "staff.School", models.CASCADE, null=True, related_name="+", verbose_name=_("school")
    )
    first = models.DateField(_("first day"), null=True)
    last = models.DateField(_("last day"), null=True)
    expected = models.PositiveIntegerField(_("to move"))
    looked = models.PositiveIntegerField(_("looked at"), default=0)
    moved = models.PositiveIntegerField(_("moved"), default=0)
    cursor = models.BigIntegerField(default=0)
    finished_at = models.DateTimeField(_("finished"), null=True)

    class Meta:
        verbose_name = _("recalculation of deadlines")
        verbose_name_plural = _("recalculations of deadlines")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.moved}/{self.expected}"


class Escalation(models.Model):
    """An overdue application was reported one level higher; to each level once (D17)."""

    class Level(models.TextChoices):
        SCHOOL = "school", _("Executor and director")
        DEPARTMENT = "department", _("Education department")

    application = models.ForeignKey(
        "admissions.Application",
        models.PROTECT,
        related_name="escalations",
        verbose_name=_("application"),
    )
    level = models.CharField(_("level"), max_length=10, choices=Level.choices)
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("escalation")
        verbose_name_plural = _("escalations")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "level"], name="admissions_escalation_once_per_level"
            )
        ]

    def __str__(self) -> str:
        return f"{self.level} {self.application_id}"
