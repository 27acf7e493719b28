import datetime as dt

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def live(self) -> "AttachmentQuerySet":
        """Those no end has been set for: what a school sees as its microdistrict and can detach."""
        return self.filter(ends_on__isnull=True)

    def serving_on(self, day: dt.date) -> "AttachmentQuerySet":
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day), starts_on__lte=day)

    def serving_from(self, day: dt.date) -> "AttachmentQuerySet":
        """Those that serve on that day or will later."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day))


class Attachment(models.Model):
    """
    A school serves a street (`building` empty: every house of it) or one house of the street.

    Days of Almaty: it serves from `starts_on` on and no longer on `ends_on`, so a detached address leaves the
    microdistrict at once. Two schools may serve one address. Rows are never deleted: they tell which school served an
    address on any day, and who said so when (`…_at`, `…_by`; empty for what the system itself attached).
    """

    school = models.ForeignKey(
        "staff.School", models.PROTECT, related_name="attachments", verbose_name=_("school")
    )
    street = models.ForeignKey(
        "microdistrict.Street", models.PROTECT, related_name="attachments", verbose_name=_("street")
    )
    building = models.ForeignKey(
        "microdistrict.Building",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="attachments",
        verbose_name=_("building"),
    )
    starts_on = models.DateField(_("serves from"))
    ends_on = models.DateField(_("does not serve from"), null=True, blank=True)
    attached_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("attached by"),
    )
    attached_at = models.DateTimeField(_("attached at"), null=True, blank=True)
    detached_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("detached by"),
    )
    detached_at = models.DateTimeField(_("detached at"), null=True, blank=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("address of a school")
        verbose_name_plural = _("addresses of schools")
        constraints = [
            models.UniqueConstraint(
                fields=["school", "building"],
                condition=Q(ends_on__isnull=True),
                name="microdistrict_attachment_one_live_per_building",
            ),
            models.UniqueConstraint(
                fields=["school", "street"],
                condition=Q(ends_on__isnull=True, building__isnull=True),
                name="microdistrict_attachment_one_live_per_street",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="microdistrict_attachment_ends_not_before_start",
            ),
            ExclusionConstraint(
                name="microdistrict_attachment_once_a_day",
                expressions=[
                    ("school", RangeOperators.EQUAL),
                    ("street", RangeOperators.EQUAL),
                    (Coalesce("building", Value(0)), RangeOperators.EQUAL),
                    (
                        Func("starts_on", "ends_on", function="daterange", output_field=DateRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]
        indexes = [
            models.Index(fields=["school", "attached_at"], name="microdistrict_attached_at"),
            models.Index(
                fields=["school", "detached_at"],
                condition=Q(detached_at__isnull=False),
                name="microdistrict_detached_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school_id} {self.street_id} {self.building_id or ''}".strip()
