from django.db import models
from django.utils.translation import gettext_lazy as _

from limits.models.class_limit import ClassLimit, Source


class LimitChange(models.Model):
    """
    One statement of a parallel's seats, for ever: what it was, what it became, how many seats were taken then.

    `canonical` and `commitment` are those of the admission's journal: sorted JSON without personal data, and
    its SHA-256 in hex.
    """

    limit = models.ForeignKey(
        ClassLimit, models.PROTECT, related_name="changes", verbose_name=_("class limit")
    )
    school = models.ForeignKey("staff.School", models.PROTECT, related_name="+", verbose_name=_("school"))
    person = models.ForeignKey(
        "staff.Person", models.PROTECT, null=True, related_name="+", verbose_name=_("who")
    )
    source = models.CharField(_("source"), max_length=10, choices=Source.choices)
    at = models.DateTimeField(_("when"))
    total_before = models.PositiveSmallIntegerField(_("seats before"), null=True)
    total = models.PositiveSmallIntegerField(_("seats"))
    class_count_before = models.PositiveSmallIntegerField(_("classes before"), null=True)
    class_count = models.PositiveSmallIntegerField(_("classes"))
    used = models.PositiveSmallIntegerField(_("taken"))
    outside_used = models.PositiveSmallIntegerField(_("taken from outside the microdistrict"))
    canonical = models.BinaryField()
    commitment = models.CharField(_("commitment"), max_length=64)

    class Meta:
        verbose_name = _("change of a class limit")
        verbose_name_plural = _("changes of class limits")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.limit_id}: {self.total_before} → {self.total}"
