import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class School(models.Model):
    """
    One organisation of secondary education. Without a BIN it exists but cannot sign.

    `code` is short, unique in the country and stands in the references people read (2026-032-34).
    Office hours are Almaty clock times of every working day.
    """

    code = models.CharField(_("code"), max_length=10, unique=True)
    bin = models.CharField(_("BIN"), max_length=12, null=True, blank=True, unique=True)
    name_ru = models.CharField(_("name in Russian"), max_length=300)
    name_kk = models.CharField(_("name in Kazakh"), max_length=300)
    name_en = models.CharField(_("name in English"), max_length=300, blank=True)
    region_kato = models.CharField(_("region (KATO)"), max_length=9)
    settlement_kato = models.CharField(_("settlement (KATO)"), max_length=9)
    address_ru = models.CharField(_("address in Russian"), max_length=300, blank=True)
    address_kk = models.CharField(_("address in Kazakh"), max_length=300, blank=True)
    phone = models.CharField(_("phone"), max_length=16, blank=True)
    offers_transport = models.BooleanField(_("offers free transport"), default=False)
    opens_at = models.TimeField(_("opens at"), default=dt.time(9, 0))
    closes_at = models.TimeField(_("closes at"), default=dt.time(18, 30))
    is_active = models.BooleanField(_("takes part in admission"), default=True)

    class Meta:
        verbose_name = _("school")
        verbose_name_plural = _("schools")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="staff_school_closes_after_opening"
            ),
            models.CheckConstraint(
                condition=Q(bin__isnull=True) | Q(bin__regex=r"^[0-9]{12}$"),
                name="staff_school_bin_is_12_digits",
            ),
            models.CheckConstraint(
                condition=Q(code__regex=r"^[0-9A-Z]+$"), name="staff_school_code_is_plain"
            ),
        ]
        indexes = [models.Index(fields=["settlement_kato"], name="staff_school_in_settlement")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return getattr(self, f"name_{get_language()}", "") or self.name_ru

    @property
    def address(self) -> str:
        return self.address_kk if get_language() == "kk" and self.address_kk else self.address_ru
