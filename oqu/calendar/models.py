"""Days that differ from the ordinary week of five working days."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SpecialDay(models.Model):
    """
    One Almaty day off that would be worked, or one worked day that would be off.

    Moved days come by order, sometimes less than a month ahead, so the table is edited by the ministry.
    """

    class Kind(models.TextChoices):
        DAY_OFF = "day_off", _("Day off")
        WORKING_DAY = "working_day", _("Working day")

    date = models.DateField(_("date"), primary_key=True)
    kind = models.CharField(_("kind"), max_length=11, choices=Kind.choices, default=Kind.DAY_OFF)
    name_ru = models.CharField(_("name in Russian"), max_length=120)
    name_kk = models.CharField(_("name in Kazakh"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    is_estimated = models.BooleanField(_("the date is an estimate"), default=False)

    class Meta:
        verbose_name = _("special day")
        verbose_name_plural = _("special days")
        ordering = ["date"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["day_off", "working_day"]), name="calendar_specialday_known_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.date:%d.%m.%Y} {self.name_ru}"
