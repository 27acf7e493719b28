from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class OfficeDay(models.Model):
    """One working day on which a school keeps other hours than usually: Almaty clock times."""

    school = models.ForeignKey(
        "staff.School", models.CASCADE, related_name="office_days", verbose_name=_("school")
    )
    date = models.DateField(_("date"))
    opens_at = models.TimeField(_("opens at"))
    closes_at = models.TimeField(_("closes at"))

    class Meta:
        verbose_name = _("day with other hours")
        verbose_name_plural = _("days with other hours")
        ordering = ["date"]
        constraints = [
            models.UniqueConstraint(fields=["school", "date"], name="staff_officeday_told_once"),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="staff_officeday_closes_after_opening"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date:%d.%m.%Y} {self.opens_at:%H:%M}–{self.closes_at:%H:%M}"
