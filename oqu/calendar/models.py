"""Days that differ from the ordinary week of five working days, and how they came to differ."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from oqu.core.wording import long_date


class SpecialDay(models.Model):
    """
    One Almaty day off that would be worked, or one worked day that would be off.

    Moved days come by order, sometimes less than a month ahead, so the table is edited by the ministry.
    `swapped_with` is the other half of a moved day: the weekend day worked instead, or the day off for it.
    """

    class Kind(models.TextChoices):
        DAY_OFF = "day_off", _("Day off")
        WORKING_DAY = "working_day", _("Working day")

    date = models.DateField(_("date"), primary_key=True)
    kind = models.CharField(_("kind"), max_length=11, choices=Kind.choices, default=Kind.DAY_OFF)
    name_ru = models.CharField(_("name in Russian"), max_length=120)
    name_kk = models.CharField(_("name in Kazakh"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    swapped_with = models.DateField(
        _("moved: the other day"),
        null=True,
        blank=True,
        unique=True,
        help_text=_(
            "When an order moves a day off, write here the other day of the pair; its row is made and removed together with this one."
        ),
    )
    is_estimated = models.BooleanField(
        _("the date is an estimate"),
        default=False,
        help_text=_("Kurban Ait is counted in advance and confirmed later."),
    )

    class Meta:
        verbose_name = _("special day")
        verbose_name_plural = _("special days")
        ordering = ["date"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["day_off", "working_day"]), name="calendar_specialday_known_kind"
            ),
            models.CheckConstraint(
                condition=Q(swapped_with__isnull=True) | ~Q(swapped_with=F("date")),
                name="calendar_specialday_swapped_with_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date:%d.%m.%Y} {self.name}"

    @property
    def name(self) -> str:
        """In the reader's language; Russian where there is no English one."""
        return getattr(self, f"name_{get_language()}", "") or self.name_ru


class CalendarChange(models.Model):
    """
    One change of one special day, written by the database whoever made it. The newest id is the calendar's
    version, which every deadline keeps; `before` and `after` are the rows, null where there was none.
    """

    at = models.DateTimeField(_("when"))
    date = models.DateField(_("date"))
    before = models.JSONField(_("was"), null=True)
    after = models.JSONField(_("became"), null=True)
    scope = models.CharField(_("scope"), max_length=10)
    person_id = models.BigIntegerField(_("person"), null=True)
    request_id = models.CharField(_("request"), max_length=32)

    class Meta:
        verbose_name = _("change of the calendar")
        verbose_name_plural = _("changes of the calendar")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.pk} · {long_date(self.date)}"
