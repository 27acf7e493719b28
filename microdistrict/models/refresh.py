from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class RegisterRefresh(models.Model):
    """
    «Обновить»: one asking of the address register for what changed in a settlement. The next one asks from `asked_at` on.

    Done by a worker; `done_at` is empty until then.
    """

    class Outcome(models.TextChoices):
        TAKEN = "taken", _("taken")
        UNAVAILABLE = "unavailable", _("the register did not answer")
        REFUSED = "refused", _("its rows hold errors")

    settlement = models.ForeignKey(
        "microdistrict.Settlement", models.PROTECT, related_name="+", verbose_name=_("settlement")
    )
    asked_at = models.DateTimeField(_("asked at"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("asked by"),
    )
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=11, choices=Outcome.choices, blank=True)
    changed = models.PositiveIntegerField(_("rows changed"), default=0)

    class Meta:
        verbose_name = _("refresh from the address register")
        verbose_name_plural = _("refreshes from the address register")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["settlement"],
                condition=Q(done_at__isnull=True),
                name="microdistrict_registerrefresh_one_under_way",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, outcome="") | (Q(done_at__isnull=False) & ~Q(outcome="")),
                name="microdistrict_registerrefresh_done_with_an_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.settlement_id} {self.asked_at:%Y-%m-%d %H:%M}"

    @property
    def is_under_way(self) -> bool:
        return self.done_at is None

    @property
    def is_taken(self) -> bool:
        return self.outcome == self.Outcome.TAKEN
