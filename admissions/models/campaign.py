import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Campaign(models.Model):
    """
    Admission to the first grade of one school year, from a moment to a moment (D12).

    An application arrives in the half-open window [opens_at, closes_at). `region_kato` is empty in the
    campaign of the country, which counts for every region without a campaign of its own that year.
    """

    school_year = models.ForeignKey(
        "limits.SchoolYear", models.PROTECT, related_name="+", verbose_name=_("school year")
    )
    region_kato = models.CharField(
        _("region (KATO)"),
        max_length=9,
        blank=True,
        help_text=_(
            "Nine digits, as in 110000000. Empty: the dates of the country, for regions without dates of their own."
        ),
    )
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        ordering = ["-school_year", "region_kato"]
        constraints = [
            models.UniqueConstraint(
                fields=["school_year", "region_kato"], name="admissions_campaign_one_per_year_and_region"
            ),
            models.CheckConstraint(
                condition=Q(region_kato__regex=r"^([0-9]{9})?$"), name="admissions_campaign_region_or_country"
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="admissions_campaign_closes_after_opening"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school_year} · {self.region_kato or _('the whole country')}"

    def has_opened(self, now: dt.datetime) -> bool:
        return now >= self.opens_at

    def has_closed(self, now: dt.datetime) -> bool:
        return now >= self.closes_at

    @property
    def youngest_birth_year(self) -> int:
        """Children who turn six in the calendar year of admission may come (order No. 564, p. 8)."""
        return self.school_year_id - 6


class Queue(models.Model):
    """
    The line of one school in one campaign. Its row is the lock under which numbers are given.

    `last_number` is the newest arrival number; numbers start at 1 and have no gaps. How many of its
    applications are in each status is counted by a trigger in the transaction that moves them, so that no
    list and no board has to count rows.
    """

    school = models.ForeignKey("staff.School", models.PROTECT, related_name="queues")
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="queues")
    last_number = models.PositiveIntegerField(default=0)
    last_received_at = models.DateTimeField(null=True)
    on_review = models.PositiveIntegerField(default=0, editable=False)
    on_signing = models.PositiveIntegerField(default=0, editable=False)
    accepted = models.PositiveIntegerField(default=0, editable=False)
    refused = models.PositiveIntegerField(default=0, editable=False)
    withdrawn = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("queue")
        verbose_name_plural = _("queues")
        constraints = [
            models.UniqueConstraint(
                fields=["school", "campaign"], name="admissions_queue_one_per_school_and_campaign"
            )
        ]

    def __str__(self) -> str:
        return f"{self.school_id} · {self.campaign_id}"
