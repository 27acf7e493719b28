from django.db import models
from django.utils.translation import gettext_lazy as _


class Rework(models.Model):
    """The director sent a proposed decision back, and why (R135, R136). `round` is the round that ended."""

    application = models.ForeignKey("admissions.Application", models.PROTECT, related_name="reworks")
    round = models.PositiveSmallIntegerField()
    comment = models.TextField(_("comment"))
    decision = models.CharField(_("decision that was returned"), max_length=6)
    decided_by = models.ForeignKey("staff.Person", models.PROTECT, related_name="+")
    returned_by = models.ForeignKey("staff.Person", models.PROTECT, related_name="+")
    returned_at = models.DateTimeField(_("returned"))

    class Meta:
        verbose_name = _("return for rework")
        verbose_name_plural = _("returns for rework")
        ordering = ["-round"]
        constraints = [
            models.UniqueConstraint(fields=["application", "round"], name="admissions_rework_one_per_round"),
            models.CheckConstraint(
                condition=~models.Q(comment__regex=r"^\s*$"), name="admissions_rework_has_comment"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}/{self.round}"
