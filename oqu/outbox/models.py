"""What must leave the house: a row in the transaction that decided it, delivered afterwards."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Lane(models.TextChoices):
    """Which process delivers: the worker, or the renderer with its one child for PDF."""

    WORKER = "worker", _("Worker")
    RENDERER = "renderer", _("Renderer")


class Parcel(models.Model):
    """
    One thing to do after the commit. `payload` holds ids and references, never personal data.

    Equal `dedupe_key` means the same thing: it is put once and delivered at least once, so handlers
    are idempotent.
    """

    lane = models.CharField(max_length=8, choices=Lane.choices, default=Lane.WORKER)
    kind = models.CharField(max_length=60)
    payload = models.JSONField(default=dict)
    dedupe_key = models.CharField(max_length=120, unique=True)
    created_at = models.DateTimeField()
    run_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    delivered_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("parcel")
        verbose_name_plural = _("parcels")
        constraints = [
            models.CheckConstraint(
                condition=Q(lane__in=["worker", "renderer"]), name="outbox_parcel_known_lane"
            ),
        ]
        indexes = [
            models.Index(
                fields=["lane", "run_at", "id"],
                condition=Q(delivered_at__isnull=True),
                name="outbox_parcel_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.dedupe_key}"
